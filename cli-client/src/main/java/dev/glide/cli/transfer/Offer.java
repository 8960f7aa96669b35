package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.TransferView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A transfer that waits for this person.
 *
 * @param handle the person's own
 */
public record Offer(TransferView view, Content content, String handle) {

  /** What is in a transfer, as far as this device can tell. */
  public sealed interface Content permits Opened, Closed {}

  /**
   * The opened summary. Names are as the sender wrote them, harmful characters and all.
   *
   * @param totalBytes -1 for a stream
   * @param names of the first roots
   */
  public record Opened(int entries, long totalBytes, List<String> names, Optional<String> note)
      implements Content {
    public Opened {
      names = List.copyOf(names);
    }
  }

  /** Can't be opened here. */
  public record Closed(Failure why) implements Content {}

  public UUID id() {
    return view.id();
  }

  /** The first digits of the id, enough for people. */
  public String shortId() {
    return shortId(view.id());
  }

  static String shortId(UUID id) {
    return id.toString().substring(0, 8);
  }

  public String from() {
    return view.from();
  }

  public boolean accepted() {
    return view.recipients().stream()
        .anyMatch(
            each -> each.handle().equals(handle) && each.state() == RecipientState.State.ACCEPTED);
  }

  public boolean parked() {
    return view.parkedAt() != null;
  }

  /** Whether it is never stored: it comes only while the sender is there. */
  public boolean live() {
    return view.live();
  }

  /** Whether it is a stream whose end is not known yet. */
  public boolean open() {
    return view.open();
  }

  public Instant createdAt() {
    return view.createdAt();
  }

  public Instant expiresAt() {
    return view.expiresAt();
  }
}

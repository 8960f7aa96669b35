package dev.glide.standalone.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A film on its way from one person to another, and what a fault in its middle costs: what was on
 * the sender's line beyond the film itself may only be what was under way when the fault came.
 */
public final class Passage {
  /** Sealing, frames, and everything that is said about the film rather than being it. */
  private static final long SMALL_TALK = 1 << 20;

  /** Some chunks may have been half written. */
  private static final long BEING_WRITTEN = 4 * ChunkLayout.DEFAULT_CHUNK_BYTES;

  /** What Linux lets a connection hold at most for a sender that has given it away already. */
  private static final long SEND_BUFFER = 4 << 20;

  /** What else a sender gives away before it hears that nobody takes it any more. */
  private static final long UNHEARD = 16 << 20;

  /** Once a fault has happened the rest may come faster. */
  private static final long QUICKLY = 64 << 20;

  private final List<Wire> lines;
  private final Film film;
  private final Path target;
  private final long upBefore;
  private long writtenAtFault;
  private long upAtFault;
  private long heldAtFault;

  private Passage(List<Wire> lines, Film film, Path target) {
    this.lines = List.copyOf(lines);
    this.film = film;
    this.target = target;
    this.upBefore = up();
  }

  /** To be made before the film is sent. */
  public static Passage of(Peer sender, Film film, Peer recipient) throws IOException {
    return along(List.of(), sender, film, recipient);
  }

  /** As above, where clients reach relays along lines of the relays' own. */
  public static Passage along(List<Wire> relays, Peer sender, Film film, Peer recipient)
      throws IOException {
    List<Wire> lines = new ArrayList<>(relays);
    lines.add(sender.wire());
    return new Passage(lines, film, recipient.received());
  }

  /** The receiver that went on says that nothing came that had been written before the fault. */
  public void requireOnlyTheRest(JsonNode received) {
    assertThat(received.path("movedBytes").asLong())
        .isLessThanOrEqualTo(film.bytes() - writtenAtFault + BEING_WRITTEN);
  }

  /** Waits until a third of it is written at the other end, which is not told of the fault yet. */
  public Passage awaitMiddle() throws IOException {
    Scene.awaitThat(() -> film.writtenIn(target) >= film.bytes() / 3);
    writtenAtFault = film.writtenIn(target);
    heldAtFault = SEND_BUFFER * lines.stream().mapToLong(Wire::busy).sum();
    assertThat(writtenAtFault).as("not all of it has passed already").isLessThan(film.bytes());
    return this;
  }

  /** To be called once the fault has happened. */
  public void struck() {
    upAtFault = up();
    lines.forEach(each -> each.pace(QUICKLY));
  }

  /** The film has arrived whole, and no more was sent again than was under way. */
  public void requireArrivedWith(String fault) throws IOException {
    requireArrived(fault, 0);
  }

  /**
   * As above after services were away that could have been sent to. Until the receiver is back the
   * rest may have been parked, too; and a gateway takes what it is sent before it says that nobody
   * is there who could keep it.
   */
  public void requireArrivedAfterAnOutage(String fault) throws IOException {
    requireArrived(fault, 2 * (film.bytes() - writtenAtFault));
  }

  /** Up to so many bytes may have been sent in vain besides. */
  private void requireArrived(String fault, long inVain) throws IOException {
    film.requireIn(target);
    long again = up() - upBefore - film.bytes();
    long underWay = upAtFault - upBefore - writtenAtFault + heldAtFault + UNHEARD;
    long most = underWay + inVain;
    System.out.printf(
        "%s: sent again %.1f MB of at most %.1f MB, film of %.1f MB%n",
        fault, again / 1e6, most / 1e6, film.bytes() / 1e6);
    assertThat(again).as("%s: bytes sent again", fault).isLessThanOrEqualTo(most + SMALL_TALK);
  }

  private long up() {
    return lines.stream().mapToLong(Wire::up).sum();
  }
}

package dev.glide.relay.presence;

import dev.glide.relay.Answer;
import dev.glide.shared.api.Notice;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.TransferEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Turns what happens to transfers into notices for those whom it concerns. */
@ApplicationScoped
class Notices {
  private static final Logger LOG = Logger.getLogger(Notices.class);

  private final Presences presences;

  Notices(Presences presences) {
    this.presences = presences;
  }

  /**
   * Hears an event. It is never acknowledged: a notice is a hint, and beside a chunk store in one
   * process the first acknowledgement would speak for both, before the chunks are deleted.
   */
  @Incoming(Channels.TRANSFER)
  @Acknowledgment(Acknowledgment.Strategy.NONE)
  void hear(TransferEvent event) {
    try {
      LOG.debugf("heard that transfer %s is %s", event.transfer(), event.kind());
      kind(event.kind())
          .ifPresent(kind -> presences.tell(concerned(event), text(kind, event.transfer())));
    } catch (RuntimeException e) {
      LOG.warn("a notice could not be given", e);
    }
  }

  /** A notice as it is sent. */
  static String text(Notice notice) {
    return Answer.encode(notice).toString(StandardCharsets.UTF_8);
  }

  private static String text(String kind, UUID transfer) {
    return text(new Notice(kind, transfer));
  }

  private static Optional<String> kind(TransferEvent.Kind kind) {
    return switch (kind) {
      case OFFERED -> Optional.of(Notice.OFFER);
      case ACCEPTED -> Optional.of(Notice.ACCEPTED);
      case DECLINED -> Optional.of(Notice.DECLINED);
      case DELIVERED -> Optional.of(Notice.DELIVERED);
      case PARKED -> Optional.of(Notice.PARKED);
      case CANCELLED -> Optional.of(Notice.CANCELLED);
      case EXPIRED -> Optional.of(Notice.EXPIRED);
      case SESSION -> Optional.of(Notice.SESSION);
      case ENDED -> Optional.empty();
    };
  }

  /** Everybody once; an offer is no news to who made it. */
  private static Set<UUID> concerned(TransferEvent event) {
    Set<UUID> users = new HashSet<>(event.recipients());
    if (event.kind() != TransferEvent.Kind.OFFERED) {
      users.add(event.sender());
    }
    return users;
  }
}

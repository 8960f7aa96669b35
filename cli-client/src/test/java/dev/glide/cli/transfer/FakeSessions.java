package dev.glide.cli.transfer;

import dev.glide.cli.session.Side;
import dev.glide.cli.transfer.FakeGlide.Answer;
import dev.glide.cli.transfer.FakeRegistry.Deal;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.error.ErrorCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of a {@link FakeRegistry}, all at the server's own origin: put a {@link
 * dev.glide.cli.session.FakeRelay} in front of it. Its tickets are such as that relay believes.
 */
final class FakeSessions {
  private final Map<UUID, Row> rows = new ConcurrentHashMap<>();

  /** What is said of the other side in a grant. */
  volatile boolean partnersOnline = true;

  /** One session as it is assigned now. */
  private record Row(UUID id, Deal deal, String recipient, UUID device, int epoch) {
    SessionGrant grant(Side side, boolean online) {
      Ticket ticket = new Ticket(side + ":" + epoch, Instant.now().plusSeconds(600));
      return new SessionGrant(id, deal.id, recipient, device, epoch, null, online, ticket, null);
    }

    Row next() {
      return new Row(id, deal, recipient, device, epoch + 1);
    }
  }

  /** The epoch of a transfer's only session, 0 before there is one. */
  int epoch(UUID transfer) {
    return rows.values().stream()
        .filter(each -> each.deal().id.equals(transfer))
        .mapToInt(Row::epoch)
        .max()
        .orElse(0);
  }

  Answer ask(Deal deal, String handle, UUID device, SessionRequest request) {
    boolean sender = deal.from.equals(handle) && request.session() != null;
    if (!sender && deal.states.get(handle) != RecipientState.State.ACCEPTED) {
      return Answer.problem(ErrorCode.WRONG_STATE);
    }
    Row row =
        sender
            ? Optional.ofNullable(rows.get(request.session())).orElseThrow()
            : ofDevice(deal, handle, device);
    Integer lost = request.lost();
    if (lost != null && lost == row.epoch()) {
      row = row.next();
    }
    rows.put(row.id(), row);
    return Answer.json(200, row.grant(sender ? Side.SENDER : Side.RECEIVER, partnersOnline));
  }

  private Row ofDevice(Deal deal, String handle, UUID device) {
    return rows.values().stream()
        .filter(each -> each.deal() == deal && each.device().equals(device))
        .findFirst()
        .orElseGet(() -> new Row(UUID.randomUUID(), deal, handle, device, 1));
  }

  Answer list(Deal deal) {
    return Answer.json(
        200,
        new SessionList(
            rows.values().stream()
                .filter(each -> each.deal() == deal && isAccepted(each))
                .map(each -> each.grant(Side.SENDER, true))
                .toList()));
  }

  private static boolean isAccepted(Row row) {
    return row.deal().states.get(row.recipient()) == RecipientState.State.ACCEPTED;
  }
}

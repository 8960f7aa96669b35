package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.seal.CipherWarmUp;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.live.LiveTiming;
import dev.glide.cli.tree.TreeReader;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.TransferView;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.error.ErrorCode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends files and folders, straight to those who are there and by parking them in the chunk store
 * for the others. Goes on by itself where the same send was cut; outlasts a server that is away for
 * a while.
 */
public final class Sender {
  /** The store may lose chunks while they are brought; more often than this is no accident. */
  private static final int MAX_ROUNDS = 3;

  private static final long WARM_UP_BYTES = 8 * 1024 * 1024;

  private final Member member;
  private final Patience patience;
  private final Function<SendOrder, LiveTiming> timing;

  public Sender(Member member) {
    this(member, Patience.LONG);
  }

  Sender(Member member, Patience patience) {
    this(member, patience, Sender::usual);
  }

  Sender(Member member, Patience patience, Function<SendOrder, LiveTiming> timing) {
    this.member = member;
    this.patience = patience;
    this.timing = timing;
  }

  private static LiveTiming usual(SendOrder order) {
    return order.delivery() == SendOrder.Delivery.LIVE
        ? LiveTiming.liveOnly(order.waiting())
        : LiveTiming.parking(order.waiting());
  }

  /**
   * What was sent.
   *
   * @param totalBytes of the files, before sealing
   * @param resumed whether an earlier try had begun it
   * @param routes how many of the bytes this try has got to everybody by which way
   * @param againBytes what this try has sent twice to somebody, since a connection broke
   */
  public record Sent(
      UUID id,
      List<String> recipients,
      int entries,
      long totalBytes,
      boolean resumed,
      Outcome outcome,
      Map<Progress.Route, Long> routes,
      long againBytes) {
    public Sent {
      recipients = List.copyOf(recipients);
      routes = Map.copyOf(routes);
    }

    /** Where it is now. */
    public enum Outcome {
      /** In the chunk store: the sender may leave. */
      PARKED,
      /** With all recipients. */
      DELIVERED
    }

    public String shortId() {
      return Offer.shortId(id);
    }
  }

  /**
   * Sends; when this returns everything is delivered or parked.
   *
   * @param told hears of it before the send is forgotten: whoever is killed in between is told
   *     again by the next try, which sends nothing twice
   * @throws Failure {@code file-changed}, {@code keys-changed}, {@code quota-exceeded}, {@code
   *     server-away}, …; after most of them the same again goes on
   */
  public Sent send(SendOrder order, Progress progress, Consumer<Sent> told) throws Failure {
    order.requireValid();
    if (order.paths().isEmpty()) {
      throw new Failure(ExitCode.USAGE, "nothing-to-send", "nothing to send");
    }
    warmUp(order);
    News news = new News();
    try (Member patient = member.patient(patience.telling(new OutageNotes(progress)));
        Company company = Company.of(order, patient, news)) {
      ShipmentMaker maker = new ShipmentMaker(patient, progress);
      try (Shipment shipment = maker.prepare(order)) {
        try {
          return placed(patient, shipment, order, company, progress, told);
        } catch (Failure e) {
          if (!isOver(e)) {
            throw e;
          }
          Optional<Sent> before = deliveredBefore(patient, shipment, e);
          if (before.isPresent()) {
            return conclude(shipment, before.get(), told);
          }
          shipment.forget();
          if (!shipment.resumed()) {
            throw isEnded(e) ? ended(patient, shipment.id(), e) : e;
          }
        }
      }
      // What the earlier try had begun has ended, or was never taken: this is a new one.
      try (Shipment again = maker.fresh(order)) {
        return placed(patient, again, order, company, progress, told);
      }
    }
  }

  /**
   * Sends a stream of unknown length, once: what was read can't be read again.
   *
   * @param order without paths
   * @throws Failure as {@link #send}; then the transfer has been cancelled
   */
  public Sent sendStream(InputStream in, String name, SendOrder order, Progress progress)
      throws Failure {
    order.requireValid();
    CipherWarmUp.start();
    News news = new News();
    try (Member patient = member.patient(patience.telling(new OutageNotes(progress)))) {
      StreamSend stream = new StreamSend(patient, progress);
      if (order.delivery() != SendOrder.Delivery.LIVE) {
        return stream.send(in, name, order);
      }
      try (Company company = Company.of(order, patient, news)) {
        return stream.live(in, name, order, company, timing.apply(order));
      }
    }
  }

  /** Pays from about so many bytes on: below, it only takes time from what is to be done. */
  private static void warmUp(SendOrder order) {
    long total = 0;
    for (Path each : order.paths()) {
      // What is in a folder is not known yet.
      total += Files.isDirectory(each) ? WARM_UP_BYTES : each.toFile().length();
    }
    if (total >= WARM_UP_BYTES) {
      CipherWarmUp.start();
    }
  }

  private Sent placed(
      Member patient,
      Shipment shipment,
      SendOrder order,
      Company company,
      Progress progress,
      Consumer<Sent> told)
      throws Failure {
    Placed placed = patient.registry().place(shipment.id(), shipment.offer());
    if (company.isPresent()) {
      LiveTiming chosen = timing.apply(order);
      try (LiveSend live = new LiveSend(patient, shipment, placed, company, chosen, progress)) {
        return conclude(shipment, live.send(), told);
      }
    }
    return conclude(shipment, parked(patient, shipment, placed, progress), told);
  }

  private static Sent conclude(Shipment shipment, Sent sent, Consumer<Sent> told) throws Failure {
    told.accept(sent);
    shipment.forget();
    return sent;
  }

  /** What an earlier try had begun may have got to everybody since. */
  private static Optional<Sent> deliveredBefore(Member patient, Shipment shipment, Failure over)
      throws Failure {
    if (!shipment.resumed() || !isEnded(over)) {
      return Optional.empty();
    }
    try {
      Sent sent = sent(shipment, patient.registry().transfer(shipment.id()), 0);
      return Optional.of(sent).filter(each -> each.outcome() == Sent.Outcome.DELIVERED);
    } catch (Failure e) {
      if (!isEnded(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Sent parked(Member patient, Shipment shipment, Placed placed, Progress progress)
      throws Failure {
    TransferTickets tickets =
        new TransferTickets(patient.registry(), shipment.id(), placed.ticket());
    ChunkLayout layout = shipment.tree().manifest().layout();
    TreeReader reader = new TreeReader(shipment.tree());
    try (StoreConnection store =
        new StoreConnection(patient.dialer(), patient.patience(), shipment.id(), tickets)) {
      BitSet missing = new BitSet();
      missing.set(0, layout.chunkCount());
      if (shipment.resumed()) {
        missing.andNot(store.stored(layout.chunkCount()));
      }
      progress.stage("sending");
      long toBring = bytes(layout, missing);
      progress.expect(layout.totalBytes(), layout.totalBytes() - toBring);
      for (int round = 0; round < MAX_ROUNDS; round++) {
        bring(patient, shipment, reader, tickets, missing, progress);
        reader.verifyUnchanged();
        missing = store.complete(layout.chunkCount());
        if (missing.isEmpty()) {
          return sent(shipment, placed.transfer(), toBring);
        }
      }
    }
    throw incomplete();
  }

  static Failure incomplete() {
    return new Failure(ExitCode.NETWORK, "incomplete", "the store does not keep what it is brought")
        .hint("the same command again goes on");
  }

  private static long bytes(ChunkLayout layout, BitSet chunks) {
    return chunks.stream().mapToLong(layout::plainBytes).sum();
  }

  private void bring(
      Member patient,
      Shipment shipment,
      TreeReader reader,
      TransferTickets tickets,
      BitSet missing,
      Progress progress)
      throws Failure {
    SendQueue queue = new SendQueue(missing);
    int count = Math.min(Crew.size(), missing.cardinality());
    List<SendWorker> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StoreConnection store =
          new StoreConnection(patient.dialer(), patient.patience(), shipment.id(), tickets);
      workers.add(new SendWorker(queue, reader, shipment.keys(), store, progress));
    }
    try (Crew crew = Crew.start(workers)) {
      crew.await();
    }
  }

  private static Sent sent(Shipment shipment, TransferView view, long broughtBytes) {
    boolean delivered =
        view.recipients().stream().allMatch(each -> each.state() == RecipientState.State.DELIVERED);
    return new Sent(
        shipment.id(),
        shipment.offer().recipients(),
        shipment.tree().manifest().entries().size(),
        shipment.tree().manifest().layout().totalBytes(),
        shipment.resumed(),
        delivered ? Sent.Outcome.DELIVERED : Sent.Outcome.PARKED,
        Map.of(Progress.Route.PARKED, broughtBytes),
        0);
  }

  /** Whether nothing can come of this transfer any more, since the server does not have it. */
  private static boolean isOver(Failure e) {
    return isEnded(e)
        || ErrorCode.of(e.code())
            .map(code ->
                code == ErrorCode.DEVICES_CHANGED
                    || code == ErrorCode.QUOTA_EXCEEDED
                    || code == ErrorCode.TOO_LARGE
                    || code == ErrorCode.UNKNOWN_USER
                    || code == ErrorCode.TRANSFER_DIFFERS)
            .orElse(false);
  }

  /** Whether a failure says that the transfer has ended, and is forgotten perhaps. */
  public static boolean isEnded(Failure e) {
    return e.is(ErrorCode.TRANSFER_ENDED) || e.is(ErrorCode.UNKNOWN_TRANSFER);
  }

  /** Says how it has ended, if the server still knows. */
  static Failure ended(Member member, UUID id, Failure cause) {
    try {
      List<RecipientState> states = member.registry().transfer(id).recipients();
      List<String> words =
          states.stream()
              .filter(each -> each.state().isEnd())
              .map(
                  each -> "@" + each.handle() + ": " + each.state().name().toLowerCase(Locale.ROOT))
              .toList();
      return new Failure(
              ExitCode.REFUSED,
              ErrorCode.TRANSFER_ENDED.code(),
              "it has ended while it was sent (" + String.join(", ", words) + ")")
          .because(cause);
    } catch (Failure e) {
      return cause;
    }
  }
}

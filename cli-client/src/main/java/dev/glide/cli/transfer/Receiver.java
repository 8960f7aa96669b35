package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.seal.CipherWarmUp;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.FileEntry;
import dev.glide.cli.tree.Manifest;
import dev.glide.cli.tree.OnConflict;
import dev.glide.cli.tree.OrderedOutput;
import dev.glide.cli.tree.TreeWriter;
import dev.glide.shared.api.Ticket;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Receives what was offered, from wherever its chunks are. Goes on by itself where the same receive
 * was cut; follows a sender that is still sending.
 */
public final class Receiver {
  /** How far ahead of the first missing chunk a pipe is served: so much waits in memory. */
  private static final int REACH = 8;

  private static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO);

  private final Member member;
  private final ReceivePatience patience;

  public Receiver(Member member) {
    this(member, ReceivePatience.USUAL);
  }

  Receiver(Member member, Patience patience) {
    this(member, new ReceivePatience(patience, ReceivePatience.USUAL.sender()));
  }

  Receiver(Member member, ReceivePatience patience) {
    this.member = member;
    this.patience = patience;
  }

  /**
   * What has been received.
   *
   * @param roots what now stands in the folder; empty for standard output
   * @param resumed whether an earlier try had brought some of it
   * @param routes how many bytes came by which way, this time
   * @param againBytes came although they were here already
   */
  public record Received(
      UUID id,
      String from,
      List<Path> roots,
      int entries,
      long totalBytes,
      boolean resumed,
      Map<Progress.Route, Long> routes,
      long againBytes) {
    public Received {
      roots = List.copyOf(roots);
      routes = Map.copyOf(routes);
    }
  }

  /**
   * Receives into a folder. Nothing has its final name before all of it is whole and authentic.
   *
   * @param told hears of it before the server does: whoever is killed in between is told again by
   *     the next try, and nobody is left in doubt
   * @throws Failure {@code exists}, {@code disk-full}, {@code not-authentic}, {@code keys-changed},
   *     {@code server-away}, …; after most of them the same again goes on
   */
  public Received receive(
      Offer offer, Path folder, OnConflict onConflict, Progress progress, Consumer<Received> told)
      throws Failure {
    CipherWarmUp.start();
    try (Member patient = patient(progress);
        Member hasty = member.patient(NONE)) {
      Arrival arrival = Arrival.open(patient, hasty, offer, progress);
      Manifest manifest = arrival.manifest();
      TreeWriter.check(offer.id(), manifest, folder, onConflict);
      Ticket ticket = arrival.accept();
      try (TreeWriter writer = TreeWriter.open(offer.id(), manifest, folder, onConflict)) {
        BitSet before = writer.written();
        Background<Optional<Path>> remembered = remember(arrival, folder);
        Fetch fetch = new Fetch(patient, hasty, arrival, ticket, progress, patience);
        Fetch.Fetched fetched =
            fetch.into(new Fetch.Target(writer, before, Integer.MAX_VALUE, writer::end, true));
        progress.stage("finishing");
        List<Path> roots = writer.finish();
        Received received = received(offer, manifest, roots, fetched, !before.isEmpty());
        told.accept(received);
        deliver(patient, offer.id());
        writer.forget();
        forget(arrival, remembered);
        return received;
      }
    }
  }

  /** Parts of what is not parked may soon be here only; nobody waits until that is on disk. */
  private static Background<Optional<Path>> remember(Arrival arrival, Path folder) {
    return Background.start(
        "incoming",
        () ->
            arrival.parked()
                ? Optional.empty()
                : arrival.incoming().begin(arrival.view().id(), folder));
  }

  private static void forget(Arrival arrival, Background<Optional<Path>> remembered)
      throws Failure {
    try {
      remembered.get();
    } catch (Failure e) {
      if (e.exitCode() != ExitCode.LOCAL_FILE) {
        throw e;
      }
      // It was there for a hint only, which nobody needs now.
      return;
    }
    arrival.incoming().forget(arrival.view().id());
  }

  private static Received received(
      Offer offer, Manifest manifest, List<Path> roots, Fetch.Fetched fetched, boolean resumed) {
    return new Received(
        offer.id(),
        offer.from(),
        roots,
        manifest.entries().size(),
        fetched.totalBytes(),
        resumed,
        fetched.routes(),
        fetched.againBytes());
  }

  /**
   * Receives a transfer of one file into a stream, in order. It can't be taken back: if this fails,
   * what was written is not the whole.
   */
  public Received receiveTo(OutputStream out, Offer offer, Progress progress) throws Failure {
    CipherWarmUp.start();
    try (Member patient = patient(progress);
        Member hasty = member.patient(NONE)) {
      Arrival arrival = Arrival.open(patient, hasty, offer, progress);
      Manifest manifest = arrival.manifest();
      requireOneFile(manifest);
      OrderedOutput ordered = new OrderedOutput(out);
      Fetch fetch = new Fetch(patient, hasty, arrival, arrival.accept(), progress, patience);
      Fetch.Fetched fetched =
          fetch.into(new Fetch.Target(ordered, new BitSet(), REACH, _ -> {}, false));
      ordered.finish();
      if (ordered.writtenBytes() != fetched.totalBytes()) {
        throw OfferOpener.notAuthentic(arrival.view());
      }
      deliver(patient, offer.id());
      return received(offer, manifest, List.of(), fetched, false);
    }
  }

  private Member patient(Progress progress) {
    return member.patient(patience.server().telling(new OutageNotes(progress)));
  }

  private static void requireOneFile(Manifest manifest) throws Failure {
    if (manifest.entries().size() != 1 || !(manifest.entries().getFirst() instanceof FileEntry)) {
      throw new Failure(
              ExitCode.USAGE, "not-one-file", "only a single file can go to standard output")
          .hint("receive it into a folder: --to DIR");
    }
  }

  private static void deliver(Member patient, UUID id) throws Failure {
    try {
      patient.registry().delivered(id);
    } catch (Failure e) {
      if (e.exitCode() != ExitCode.NETWORK) {
        throw e;
      }
      throw new Failure(
              e.exitCode(),
              e.code(),
              "all has arrived, but the server can't be told: " + e.message())
          .hint("the same command again tells it")
          .because(e);
    }
  }
}

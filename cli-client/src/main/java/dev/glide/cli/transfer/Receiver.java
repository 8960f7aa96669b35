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
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/**
 * Receives what was offered, from wherever its chunks are. Goes on by itself where the same receive
 * was cut; follows a sender that is still sending.
 */
public final class Receiver {
  private final Member member;
  private final Patience patience;

  public Receiver(Member member) {
    this(member, Patience.LONG);
  }

  Receiver(Member member, Patience patience) {
    this.member = member;
    this.patience = patience;
  }

  /**
   * What has been received.
   *
   * @param roots what now stands in the folder; empty for standard output
   * @param resumed whether an earlier try had brought some of it
   */
  public record Received(
      UUID id, String from, List<Path> roots, int entries, long totalBytes, boolean resumed) {
    public Received {
      roots = List.copyOf(roots);
    }
  }

  /**
   * Receives into a folder. Nothing has its final name before all of it is whole and authentic.
   *
   * @throws Failure {@code exists}, {@code disk-full}, {@code not-authentic}, {@code keys-changed},
   *     {@code server-away}, …; after most of them the same again goes on
   */
  public Received receive(Offer offer, Path folder, OnConflict onConflict, Progress progress)
      throws Failure {
    CipherWarmUp.start();
    try (Member patient = member.patient(patience.telling(new OutageNotes(progress)))) {
      Arrival arrival = Arrival.open(patient, offer, progress);
      Manifest manifest = arrival.manifest();
      TreeWriter.check(offer.id(), manifest, folder, onConflict);
      Ticket ticket = arrival.accept();
      try (TreeWriter writer = TreeWriter.open(offer.id(), manifest, folder, onConflict)) {
        BitSet before = writer.written();
        Fetch fetch = new Fetch(patient, arrival, ticket, progress);
        long totalBytes =
            fetch.into(new Fetch.Target(writer, before, Integer.MAX_VALUE, writer::end, () -> {}));
        progress.stage("finishing");
        List<Path> roots = writer.finish();
        deliver(patient, offer.id());
        writer.forget();
        return new Received(
            offer.id(),
            offer.from(),
            roots,
            manifest.entries().size(),
            totalBytes,
            !before.isEmpty());
      }
    }
  }

  /**
   * Receives a transfer of one file into a stream, in order. It can't be taken back: if this fails,
   * what was written is not the whole.
   */
  public Received receiveTo(OutputStream out, Offer offer, Progress progress) throws Failure {
    CipherWarmUp.start();
    try (Member patient = member.patient(patience.telling(new OutageNotes(progress)))) {
      Arrival arrival = Arrival.open(patient, offer, progress);
      Manifest manifest = arrival.manifest();
      requireOneFile(manifest);
      OrderedOutput ordered = new OrderedOutput(out);
      Fetch fetch = new Fetch(patient, arrival, arrival.accept(), progress);
      // No worker runs further ahead than there are workers: that bounds what waits in memory.
      long totalBytes =
          fetch.into(
              new Fetch.Target(ordered, new BitSet(), 2 * Crew.size(), _ -> {}, ordered::abort));
      ordered.finish();
      deliver(patient, offer.id());
      return new Received(offer.id(), offer.from(), List.of(), 1, totalBytes, false);
    }
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

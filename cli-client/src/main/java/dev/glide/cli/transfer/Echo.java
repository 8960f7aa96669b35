package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.remote.StoreConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Sends this device something of its own by every way, and compares. What it has offered for that
 * it takes back; a transfer of that kind that is cut short expires within minutes.
 */
final class Echo {
  private static final String HINT =
      "what was brought did not come back the same: see what lies between here and the server";

  private final Member member;
  private final Findings findings;

  Echo(Member member, Findings findings) {
    this.member = member;
    this.findings = findings;
  }

  void run() {
    try (Specimen specimen = Specimen.place(member)) {
      throughStore(specimen);
      throughRelay(specimen);
    } catch (Failure e) {
      findings.bad("transfer to oneself", e);
    }
  }

  private void throughStore(Specimen specimen) {
    try (StoreConnection store =
        new StoreConnection(
            member.dialer(), Patience.SHORT, specimen.id(), specimen.tickets(member))) {
      long start = System.nanoTime();
      for (int i = 0; i < specimen.chunkCount(); i++) {
        byte[] chunk = specimen.chunk(i);
        store.put(i, chunk, chunk.length);
      }
      findings.moved("into the chunk store", specimen.bytes(), since(start));
      start = System.nanoTime();
      for (int i = 0; i < specimen.chunkCount(); i++) {
        requireSame(store, specimen.chunk(i), i);
      }
      findings.moved("out of the chunk store", specimen.bytes(), since(start));
    } catch (Failure e) {
      findings.bad("chunk store", e);
    }
  }

  private static void requireSame(StoreConnection store, byte[] chunk, int index) throws Failure {
    byte[] found = new byte[chunk.length];
    OptionalInt length = store.get(index, found);
    if (length.isEmpty() || !Arrays.equals(found, 0, length.getAsInt(), chunk, 0, chunk.length)) {
      throw new Failure(
              ExitCode.NOT_AUTHENTIC, "not-authentic", "the store gives back something else")
          .hint(HINT);
    }
  }

  private void throughRelay(Specimen specimen) {
    try {
      Duration taken = new RelayEcho(member, specimen).run();
      findings.moved("through the relay", specimen.bytes(), taken);
    } catch (Failure e) {
      findings.bad("through the relay", e);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}

package dev.glide.apart;

import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.standalone.program.Peer;
import java.util.Set;
import java.util.UUID;

/**
 * Something happens in the middle of a crowd's transfers, and it must make no difference to them.
 */
record Ordeal(Stack stack, Crowd crowd) {

  /** What happens. */
  @FunctionalInterface
  interface Fault {
    void strike() throws Exception;
  }

  /** What happens, and may add to the transfers. */
  @FunctionalInterface
  interface Happening {
    void amid(Round round) throws Exception;
  }

  /**
   * Begins a round, has it happen in the middle, and requires that everything arrives, with no help
   * of anybody, and that the books balance.
   *
   * @param bytesPerSecond of each person's line until it is over
   */
  void suffer(String what, long bytesPerSecond, Fault fault) throws Exception {
    live(what, bytesPerSecond, round -> fault.strike());
  }

  /** As above. */
  void live(String what, long bytesPerSecond, Happening happening) throws Exception {
    Round round = crowd.begin(bytesPerSecond);
    round.awaitMiddle();
    long underWay = round.underWay();
    long struck = System.nanoTime();
    happening.amid(round);
    long over = System.nanoTime();
    crowd.hurry();
    Set<UUID> transfers = round.requireAllDelivered();
    long done = System.nanoTime();
    requireBooksBalance(transfers);
    System.out.printf(
        "%s: %d of %d transfers under way, lasted %.1f s, all had arrived %.1f s after that,"
            + " all was said %.1f s later%n",
        what,
        underWay,
        transfers.size(),
        (over - struck) / 1e9,
        (done - over) / 1e9,
        (System.nanoTime() - done) / 1e9);
  }

  private void requireBooksBalance(Set<UUID> transfers) throws Exception {
    Books books = new Books(stack);
    awaitThat(() -> books.unsaid() == 0);
    assertThat(books.unended(transfers)).isZero();
    assertThat(books.untold(transfers)).as("transfers that the audit does not tell of").isZero();
    Set<UUID> audited = books.audited();
    awaitThat(() -> new Trail(stack).ids().containsAll(audited));
    assertThat(books.reservedBytes()).isZero();
    for (Peer each : crowd.senders()) {
      assertThat(each.registry().reservedBytes()).isZero();
    }
    for (UUID each : transfers) {
      awaitThat(() -> stack.chunks(each).isEmpty());
    }
  }
}

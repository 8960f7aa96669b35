package dev.glide.apart;

import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Peer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Many transfers at once, and what must be true of them in the end, whatever has happened. */
final class Round {
  private final Crowd crowd;
  private final List<Crowd.Passing> passing;
  private final List<Crowd.Sending> sending = new ArrayList<>();
  private final List<GlideProcess> fetching = new ArrayList<>();
  private final long upBefore;
  private final long downBefore;

  /**
   * One that has just begun.
   *
   * @param passing what is parked already
   */
  Round(Crowd crowd, List<Crowd.Passing> passing) {
    this.crowd = crowd;
    this.passing = new ArrayList<>(passing);
    this.upBefore = up();
    this.downBefore = down();
  }

  void add(Crowd.Sending another) {
    sending.add(another);
  }

  void watch(GlideProcess fetch) {
    fetching.add(fetch);
  }

  /** Waits until a quarter of what is sent and of what is fetched has passed. */
  void awaitMiddle() {
    awaitThat(() -> up() - upBefore > crowd.sentBytes() / 4);
    awaitThat(() -> down() - downBefore > crowd.fetchedBytes() / 4);
    assertThat(underWay()).as("transfers under way").isGreaterThan(crowd.size().transfers() / 2);
  }

  long underWay() {
    return sending.stream().filter(each -> each.process().isAlive()).count()
        + fetching.stream().filter(GlideProcess::isAlive).count();
  }

  /** Everything comes to its end by itself, and arrives; then those who were away fetch theirs. */
  Set<UUID> requireAllDelivered() throws Exception {
    int all = passing.size() + sending.size();
    List<Crowd.Passing> toFetch = new ArrayList<>();
    for (Crowd.Sending each : sending) {
      Crowd.Passing ended = each.ended();
      passing.add(ended);
      if (crowd.absent().contains(ended.recipient())) {
        toFetch.add(ended);
      }
    }
    for (GlideProcess each : fetching) {
      each.await().orFail();
    }
    for (Crowd.Passing each : toFetch) {
      each.recipient().ok(each.transfer()).await().orFail();
    }
    Set<UUID> transfers = new HashSet<>();
    for (Crowd.Passing each : passing) {
      each.requireArrived();
      transfers.add(each.transfer());
    }
    assertThat(transfers).hasSize(all);
    assertThat(crowd.stillStandsBy()).as("who was present is still").isTrue();
    tidy();
    return transfers;
  }

  /** Nothing of a transfer's own is left beside what it has brought. */
  private void tidy() throws Exception {
    for (Crowd.Passing each : passing) {
      awaitThat(() -> Film.leftovers(each.recipient().received()).isEmpty());
      Files.delete(each.recipient().received().resolve(each.film().name()));
      Files.delete(each.film().file());
    }
  }

  private long up() {
    return crowd.senders().stream().map(Peer::wire).mapToLong(each -> each.up()).sum();
  }

  private long down() {
    return crowd.absent().stream().map(Peer::wire).mapToLong(each -> each.down()).sum();
  }
}

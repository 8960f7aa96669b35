package dev.glide.apart;

import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;

import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Peer;
import dev.glide.standalone.program.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * People who send each other much at once: some of the recipients are there all the time and take
 * what comes, some are away and fetch it later.
 */
final class Crowd {
  private static final int SENDERS = 4;

  private final Size size;
  private final List<Peer> senders = new ArrayList<>();
  private final List<Peer> present = new ArrayList<>();
  private final List<Peer> absent = new ArrayList<>();
  private final List<GlideProcess> standbys = new ArrayList<>();
  private int films;

  private Crowd(Size size) {
    this.size = size;
  }

  /**
   * What they do at once.
   *
   * @param filmBytes of each transfer
   */
  record Size(int live, int beingParked, int beingFetched, long filmBytes) {
    static final Size USUAL = new Size(10, 5, 5, 12L << 20);

    int transfers() {
      return live + beingParked + beingFetched;
    }
  }

  /** New people of this scene; those who are present are online when this returns. */
  static Crowd of(Scene scene, Size size) throws Exception {
    Crowd crowd = new Crowd(size);
    for (int i = 0; i < SENDERS; i++) {
      crowd.senders.add(scene.peer("sender"));
    }
    for (int i = 0; i < 2; i++) {
      crowd.present.add(scene.peer("present"));
      crowd.absent.add(scene.peer("absent"));
    }
    for (Peer each : crowd.present) {
      crowd.standbys.add(each.up(crowd.senders.toArray(Peer[]::new)));
    }
    return crowd;
  }

  /** What there is in a round. */
  Size size() {
    return size;
  }

  List<Peer> senders() {
    return senders;
  }

  List<Peer> absent() {
    return absent;
  }

  /** Nobody has touched the programs of those who are present. */
  boolean stillStandsBy() {
    return standbys.stream().allMatch(GlideProcess::isAlive);
  }

  /** Begins to send and to fetch, all along slow lines. */
  Round begin(long bytesPerSecond) throws Exception {
    present.forEach(peer -> awaitOnline(peer));
    List<Passing> passing = new ArrayList<>(parkForLater());
    for (Peer each : senders) {
      each.wire().pace(bytesPerSecond);
    }
    for (Peer each : absent) {
      each.wire().pace(bytesPerSecond);
    }
    Round round = new Round(this, passing);
    for (Passing each : passing) {
      round.watch(each.recipient().ok(each.transfer()));
    }
    for (int i = 0; i < size.beingParked(); i++) {
      round.add(send(absent.get(i % 2), "--park"));
    }
    sendLive(round, size.live());
    return round;
  }

  /** Sends so many more in a round, to those who are present. */
  void sendLive(Round round, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      round.add(send(present.get(i % 2)));
    }
  }

  /** What has been parked before the round is fetched in it. */
  private List<Passing> parkForLater() throws Exception {
    List<Sending> sending = new ArrayList<>();
    for (int i = 0; i < size.beingFetched(); i++) {
      sending.add(send(absent.get(i % 2), "--park"));
    }
    List<Passing> parked = new ArrayList<>();
    for (Sending each : sending) {
      parked.add(each.ended());
    }
    return parked;
  }

  private Sending send(Peer to, String... options) throws Exception {
    Peer from = senders.get(films % SENDERS);
    Film film = from.film("film-" + ++films, size.filmBytes());
    return new Sending(film, to, from.send(film, to, options));
  }

  /** Bytes that all of them have to send and to fetch in a round, but for what is live. */
  long sentBytes() {
    return (size.live() + size.beingParked()) * size.filmBytes();
  }

  long fetchedBytes() {
    return size.beingFetched() * size.filmBytes();
  }

  void hurry() {
    senders.forEach(each -> each.wire().hurry());
    absent.forEach(each -> each.wire().hurry());
  }

  /** A film on its way, and the program that sends it. */
  record Sending(Film film, Peer recipient, GlideProcess process) {
    Passing ended() throws Exception {
      String id = process.await().orFail().event("sent").path("id").asText();
      return new Passing(film, recipient, UUID.fromString(id));
    }
  }

  /** A film that its sender has left to Glide. */
  record Passing(Film film, Peer recipient, UUID transfer) {
    void requireArrived() throws Exception {
      Path arrived = recipient.received().resolve(film.name());
      // It gets its name when all of it is there.
      awaitThat(() -> Files.exists(arrived));
      film.requireSameIn(recipient.received());
    }
  }
}

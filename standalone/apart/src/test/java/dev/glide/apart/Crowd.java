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
  private static final int LIVE = 10;
  private static final int BEING_PARKED = 5;
  private static final int BEING_FETCHED = 5;
  private static final long FILM = 12L << 20;

  private final List<Peer> senders = new ArrayList<>();
  private final List<Peer> present = new ArrayList<>();
  private final List<Peer> absent = new ArrayList<>();
  private final List<GlideProcess> standbys = new ArrayList<>();
  private int films;

  private Crowd() {}

  /** New people of this scene; those who are present are online when this returns. */
  static Crowd of(Scene scene) throws Exception {
    Crowd crowd = new Crowd();
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

  /** How many transfers there are in a round. */
  static int size() {
    return LIVE + BEING_PARKED + BEING_FETCHED;
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
    for (int i = 0; i < BEING_PARKED; i++) {
      round.add(send(absent.get(i % 2), "--park"));
    }
    for (int i = 0; i < LIVE; i++) {
      round.add(send(present.get(i % 2)));
    }
    return round;
  }

  /** What has been parked before the round is fetched in it. */
  private List<Passing> parkForLater() throws Exception {
    List<Sending> sending = new ArrayList<>();
    for (int i = 0; i < BEING_FETCHED; i++) {
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
    Film film = from.film("film-" + ++films, FILM);
    return new Sending(film, to, from.send(film, to, options));
  }

  /** Bytes that all of them have to send and to fetch in a round, but for what is live. */
  static long sentBytes() {
    return (LIVE + BEING_PARKED) * FILM;
  }

  static long fetchedBytes() {
    return BEING_FETCHED * FILM;
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

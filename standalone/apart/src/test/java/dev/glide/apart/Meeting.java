package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.standalone.program.RawSession;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;

/**
 * The session of a transfer without anything to send: both its sides in this process, held open at
 * the relay that it is assigned to, and followed to another one. Thread-safe.
 */
final class Meeting implements AutoCloseable {
  private static final String HELLO = "hello";

  private final Acquaintances people;
  private final UUID transfer;
  private RawSession sender;
  private RawSession receiver;
  private int epoch;
  private String relay;
  private long arrivedNanos;

  private Meeting(Acquaintances people, UUID transfer) throws IOException, InterruptedException {
    this.people = people;
    this.transfer = transfer;
    JsonNode receivers = people.receivers(transfer);
    this.epoch = receivers.path("epoch").asInt();
    this.relay = receivers.path("url").asText();
    this.receiver = dial(receivers);
    this.sender = dial(people.senders(transfer));
    greet();
    this.arrivedNanos = System.nanoTime();
  }

  /** Offers, accepts, and meets. */
  static Meeting of(Acquaintances people) throws IOException, InterruptedException {
    return new Meeting(people, people.agree());
  }

  UUID transfer() {
    return transfer;
  }

  /** The address of the relay that both sides are at. */
  synchronized String relay() {
    return relay;
  }

  /** When both sides had met there. */
  synchronized long arrivedNanos() {
    return arrivedNanos;
  }

  /** Asks where the session is now, and goes there with both sides if that is elsewhere. */
  synchronized void follow() throws IOException, InterruptedException {
    JsonNode receivers = people.receivers(transfer);
    if (receivers.path("epoch").asInt() == epoch) {
      return;
    }
    RawSession oldSender = sender;
    RawSession oldReceiver = receiver;
    receiver = dial(receivers);
    sender = dial(people.senders(transfer));
    greet();
    epoch = receivers.path("epoch").asInt();
    relay = receivers.path("url").asText();
    arrivedNanos = System.nanoTime();
    oldSender.close();
    oldReceiver.close();
  }

  private static RawSession dial(JsonNode grant) throws IOException {
    RawSession session = RawSession.ask(URI.create(grant.path("url").asText()).getPort(), grant);
    assertThat(session.status()).isEqualTo(101);
    return session;
  }

  private void greet() throws IOException {
    sender.write(HELLO);
    receiver.requireRead(HELLO);
  }

  @Override
  public synchronized void close() throws IOException {
    sender.close();
    receiver.close();
  }
}

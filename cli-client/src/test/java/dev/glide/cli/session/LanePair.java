package dev.glide.cli.session;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Both ends of one lane, with a {@link FakeRelay} in between. */
final class LanePair implements AutoCloseable {
  static final ChunkLayout LAYOUT = new ChunkLayout(1024 * 1024, 9_999L * 1024 * 1024 + 12_345);
  static final UUID TRANSFER = new UUID(1, 1);
  static final SealingKeys KEYS = SealingKeys.of(TransferKey.random(), TRANSFER);

  final FakeRelay relay;
  final Lane sender;
  final Lane receiver;
  final byte[] body = new byte[LaneBounds.of(LAYOUT).maxSealedBytes()];

  private LanePair(FakeRelay relay, Lane sender, Lane receiver) {
    this.relay = relay;
    this.sender = sender;
    this.receiver = receiver;
  }

  static LanePatience patience(Duration quiet, Duration silence) {
    return new LanePatience(
        Duration.ofSeconds(60), quiet, silence, Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  static LanePair open() throws Exception {
    return open(patience(Duration.ofSeconds(60), Duration.ofSeconds(120)));
  }

  static LanePair open(LanePatience patience) throws Exception {
    return open(new FakeRelay(), patience);
  }

  static LanePair open(FakeRelay relay, LanePatience patience) throws Exception {
    UUID session = UUID.randomUUID();
    CompletableFuture<Lane> sender = later(() -> dial(relay, KEYS, patience, session, Side.SENDER));
    Lane receiver = dial(relay, KEYS, patience, session, Side.RECEIVER);
    return new LanePair(relay, join(sender), receiver);
  }

  static Lane dial(
      FakeRelay relay, SealingKeys keys, LanePatience patience, UUID session, Side side)
      throws Failure {
    LaneDialer dialer = new LaneDialer(relay.dialer(), keys, side, patience);
    return dialer.dial(relay.grant(session, TRANSFER, side, 1), 0, LaneBounds.of(LAYOUT));
  }

  LaneRecord atSender() throws Failure {
    return sender.receive(new byte[0]);
  }

  LaneRecord atReceiver() throws Failure {
    return receiver.receive(body);
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 7 + i / 251);
    }
    return bytes;
  }

  /** What may fail. */
  interface Work {
    void run() throws Exception;
  }

  static CompletableFuture<Void> async(Work work) {
    return later(() -> {
      work.run();
      return null;
    });
  }

  static <T> CompletableFuture<T> later(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(work.call());
          } catch (Exception | Error e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /** Waits, and throws what the work has thrown. */
  static <T> T join(CompletableFuture<T> result) throws Exception {
    try {
      return result.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
    relay.close();
  }
}

package dev.glide.runtime.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, one node) on the loopback address in a process of its own, which can be
 * stopped, killed, paused and started again on the same folder and port. It ends with the process
 * that has started it. What it says is in {@code broker.log} in its folder.
 *
 * <p>Who uses it needs {@code org.apache.kafka:kafka_2.13} on the class path of the tests.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Path folder;
  private final int port;
  private final Properties settings;
  private @Nullable Process process;

  private KafkaBroker(Path folder, int port, Properties settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
  }

  /** A broker that keeps what it has in this folder, started, without any sign-in. */
  public static KafkaBroker in(Path folder) {
    return in(folder, Map.of());
  }

  /**
   * The same with settings of one's own, added to or in place of the usual ones. The listener for
   * clients is {@code CLIENT}.
   */
  public static KafkaBroker in(Path folder, Map<String, String> settings) {
    int port = freePort();
    Properties all = usual(folder, port, freePort());
    all.putAll(settings);
    KafkaBroker broker = new KafkaBroker(folder, port, all);
    broker.start();
    return broker;
  }

  private static Properties usual(Path folder, int port, int controllerPort) {
    Properties all = new Properties();
    all.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "inter.broker.listener.name", "INTERNAL",
            "listeners",
                "CLIENT://127.0.0.1:%d,INTERNAL://127.0.0.1:0,CONTROLLER://127.0.0.1:%d"
                    .formatted(port, controllerPort),
            "listener.security.protocol.map",
                "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs", folder.resolve("data").toString(),
            // Topics are made by whoever needs them, with what they need.
            "auto.create.topics.enable", "false"));
    all.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "min.insync.replicas", "1",
            "group.initial.rebalance.delay.ms", "0"));
    return all;
  }

  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** All that is in a topic now, of a broker that asks for no name. */
  public List<ConsumerRecord<String, byte[]>> read(String topic) {
    return TopicRecords.read(bootstrap(), topic);
  }

  /** The folder that was given: logs of topics are in {@code data} in it. */
  public Path folder() {
    return folder;
  }

  /** The process, for who wants to kill it; empty handed while it does not run. */
  public synchronized long pid() {
    return running().pid();
  }

  /** Starts it, on the same folder and port as before, and waits until it serves. */
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("the broker is running");
    }
    try {
      Files.createDirectories(folder.resolve("data"));
      Path file = folder.resolve("broker.properties");
      try (var writer = Files.newBufferedWriter(file)) {
        settings.store(writer, null);
      }
      process = launch(file);
      awaitReady(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch(Path file) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                file.toString()))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(readyFile().toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
        .start();
  }

  private Path readyFile() throws IOException {
    Path file = folder.resolve("broker.out");
    Files.deleteIfExists(file);
    return file;
  }

  private void awaitReady(Process started) throws IOException {
    Path out = folder.resolve("broker.out");
    long end = System.nanoTime() + START.toNanos();
    try {
      while (!Files.readString(out).contains(BrokerProcess.READY)) {
        if (started.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("the broker has ended: see " + folder + "/broker.log");
        }
        if (System.nanoTime() > end) {
          kill();
          throw new IllegalStateException("no broker in time: see " + folder + "/broker.log");
        }
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the broker was starting", e);
    }
  }

  /** Stops it in an orderly way and waits for its end; nothing if it does not run. */
  public synchronized void stop() {
    Process stopping = process;
    if (stopping == null) {
      return;
    }
    stopping.destroy();
    awaitEnd(stopping, STOP);
  }

  /** Stops it, and deletes its folder. */
  public void discard() {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it in the middle of whatever it does. */
  public synchronized void kill() {
    Process killed = process;
    if (killed == null) {
      return;
    }
    killed.destroyForcibly();
    awaitEnd(killed, STOP);
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  private Process running() {
    if (process == null || !process.isAlive()) {
      throw new IllegalStateException("the broker does not run");
    }
    return process;
  }

  private void awaitEnd(Process ending, Duration patience) {
    try {
      if (!ending.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        ending.destroyForcibly().waitFor();
      }
      process = null;
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  /**
   * Below those that the system gives to outgoing connections: no client that tries to reach a
   * broker that is away can take its port.
   */
  private static int freePort() {
    IOException last = new IOException("not tried");
    for (int i = 0; i < 100; i++) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new UncheckedIOException(last);
  }
}

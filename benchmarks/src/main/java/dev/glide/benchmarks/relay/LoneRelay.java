package dev.glide.benchmarks.relay;

import dev.glide.benchmarks.Ports;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import dev.glide.shared.token.SessionClaims.Side;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The relay in a process of its own, with sessions that this process has signed tickets for. */
final class LoneRelay implements Passage {
  /** System property: the runnable relay's jar. */
  static final String JAR = "glide.relay.jar";

  private static final long LIMIT_SECONDS = 60;
  private static final String READY = "glide relay ready at ";

  /** The discard port: nobody has to hear of this relay. */
  private static final String NO_KAFKA = "127.0.0.1:9";

  private final Process process;
  private final RegistryStandIn registry;
  private final int port;

  private LoneRelay(Process process, RegistryStandIn registry, int port) {
    this.process = process;
    this.registry = registry;
    this.port = port;
  }

  /** Starts one and waits until it serves; empty if it has not been built. */
  static Optional<LoneRelay> start(Workspace workspace) {
    Path jar = Path.of(System.getProperty(JAR, "")).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    RegistryStandIn registry = RegistryStandIn.start();
    int port = Ports.free();
    Path log = workspace.log("relay");
    Process process = Tool.start(command(jar), environment(registry, port), workspace.root(), log);
    try {
      awaitReady(process, log);
      return Optional.of(new LoneRelay(process, registry, port));
    } catch (RuntimeException e) {
      Tool.stop(process);
      registry.close();
      throw e;
    }
  }

  private static List<String> command(Path jar) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-jar", jar.toString());
  }

  private static Map<String, String> environment(RegistryStandIn registry, int port) {
    return Map.of(
        "GLIDE_HOST",
        "127.0.0.1",
        "GLIDE_PORT",
        Integer.toString(port),
        "GLIDE_REGISTRY_URL",
        registry.url(),
        "GLIDE_RELAY_ADDRESS",
        "http://127.0.0.1:" + port,
        "GLIDE_KAFKA_BOOTSTRAP",
        NO_KAFKA);
  }

  private static void awaitReady(Process process, Path log) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Tool.read(log).contains(READY)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the relay did not start: " + Tool.read(log));
      }
      Tool.pause(5);
    }
  }

  @Override
  public Flow open() {
    UUID session = UUID.randomUUID();
    return new Flow(dial(session, Side.SENDER), dial(session, Side.RECEIVER));
  }

  private SocketChannel dial(UUID session, Side side) {
    return Upgrade.toLane(
            port,
            "/relay/v1/sessions/" + session + "?lane=0",
            registry.ticket(session, side, "http://127.0.0.1:" + port))
        .connect();
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    Tool.stop(process);
    registry.close();
  }
}

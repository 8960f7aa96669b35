package dev.glide.standalone.program;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Some people around a server that others may use too. Closing it ends all that they do. */
public final class Scene implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Server server;
  private final Path folder;
  private final List<Peer> peers = new ArrayList<>();

  /**
   * A scene of new people.
   *
   * @param parent where their folders are made
   */
  public Scene(Server server, Path parent) throws IOException {
    this.server = server;
    this.folder = Files.createTempDirectory(parent, "scene-");
  }

  /** A new person, whose handle begins with this name. */
  public Peer peer(String name) throws IOException, InterruptedException {
    Peer peer = Peer.registered(name + COUNT.incrementAndGet(), folder, server);
    peers.add(peer);
    return peer;
  }

  /** Another machine of somebody. */
  public Peer secondMachineOf(Peer peer) throws IOException, InterruptedException {
    Path parent = Files.createTempDirectory(folder, "machine-");
    Peer machine = peer.another(parent, server);
    peers.add(machine);
    return machine;
  }

  /** Waits until the registry says that somebody is there. */
  public static void awaitOnline(Peer peer) {
    awaitThat(() -> peer.registry().online(peer.handle()));
  }

  /** Waits until something is offered to somebody, and says what. */
  public static UUID awaitOffer(Peer peer) {
    awaitThat(() -> !peer.registry().inbox().isEmpty());
    try {
      return peer.registry().inbox().getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits for a state that must come, for as long as a slow machine may need. */
  public static void awaitThat(Callable<Boolean> state) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(state);
  }

  /** As if nobody had done anything yet: for tests that share their people. */
  public void calm() throws IOException, InterruptedException {
    for (Peer peer : peers) {
      peer.calm();
    }
  }

  @Override
  public void close() throws IOException {
    for (Peer peer : peers) {
      peer.close();
    }
  }
}

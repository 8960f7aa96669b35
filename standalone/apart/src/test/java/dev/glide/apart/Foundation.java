package dev.glide.apart;

import dev.glide.runtime.broker.KafkaBroker;
import dev.glide.standalone.database.PostgresServer;
import dev.glide.standalone.program.Ports;
import dev.glide.standalone.program.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all stacks of a run stand on, each in a part of its own: one PostgreSQL, one Kafka broker,
 * one S3 server. It ends with the run. One thread.
 */
record Foundation(
    Path folder,
    PostgresServer postgres,
    KafkaBroker kafka,
    ObjectStore objects,
    AotCaches caches) {
  private static final Set<Version> TRAINED = new HashSet<>();

  private static @Nullable Foundation shared;

  /** The one of this run; made at first use, all of it running. */
  static synchronized Foundation shared() throws IOException {
    if (shared != null) {
      shared.start();
      return shared;
    }
    Foundation ours = lay(Path.of(System.getProperty("glide.apart.folder", "target/apart")));
    shared = ours;
    ours.start();
    train(ours, Version.present());
    return ours;
  }

  /** The same, with caches for programs of this version as well. */
  static synchronized Foundation sharedWith(Version version) throws IOException {
    Foundation ours = shared();
    train(ours, version);
    return ours;
  }

  private static void train(Foundation ours, Version version) throws IOException {
    if (!TRAINED.add(version)) {
      return;
    }
    ours.caches.train(
        version, () -> Services.train(Plot.made(ours, "training" + version.name()), version));
  }

  private static Foundation lay(Path parent) throws IOException {
    // Logs of the last run stay until the next one.
    if (Files.exists(parent)) {
      Tree.delete(parent);
    }
    Path folder = Files.createDirectories(parent).toRealPath();
    Foundation made =
        new Foundation(
            folder,
            PostgresServer.in(folder.resolve("postgres"), Ports.free()),
            KafkaBroker.in(folder.resolve("kafka")),
            ObjectStore.in(folder.resolve("objects"), Ports.free()),
            AotCaches.shared());
    Runtime.getRuntime().addShutdownHook(new Thread(made::end, "end of the foundation"));
    System.out.printf("services apart: S3 is %s, logs are in %s%n", made.objects.make(), folder);
    return made;
  }

  /** Starts what does not run. */
  void start() throws IOException {
    postgres.start();
    if (!kafka.isRunning()) {
      kafka.start();
    }
    if (!objects.process().isAlive()) {
      objects.process().start();
    }
  }

  private void end() {
    postgres.end();
    kafka.kill();
  }
}

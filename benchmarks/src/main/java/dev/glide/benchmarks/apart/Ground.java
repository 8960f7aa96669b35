package dev.glide.benchmarks.apart;

import dev.glide.benchmarks.Cpu;
import dev.glide.benchmarks.Workspace;
import dev.glide.runtime.broker.KafkaBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the services stand on: a durable PostgreSQL and a Kafka broker, both on a disk. */
public final class Ground implements AutoCloseable {
  private final Workspace disk;
  private final Postgres postgres;
  private final KafkaBroker broker;

  private Ground(Workspace disk, Postgres postgres, KafkaBroker broker) {
    this.disk = disk;
    this.postgres = postgres;
    this.broker = broker;
  }

  /** Starts both. */
  public static Ground lay(Workspace disk) {
    Postgres postgres = Postgres.start(disk.root().resolve("postgres"));
    try {
      return new Ground(disk, postgres, KafkaBroker.in(disk.folder("kafka")));
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** A registry on it, with more options for Java. */
  public Service registry(String... java) {
    Map<String, String> settings = new HashMap<>(postgres.environment());
    settings.put("GLIDE_KAFKA_BOOTSTRAP", broker.bootstrap());
    return Service.start(
        Service.Kind.REGISTRY, settings, List.of(java), disk.root(), disk.log("registry"));
  }

  /** A service that asks a registry for its keys, with more options for Java. */
  Service beside(Service registry, Service.Kind kind, String... java) {
    Map<String, String> settings = new HashMap<>();
    settings.put("GLIDE_KAFKA_BOOTSTRAP", broker.bootstrap());
    settings.put("GLIDE_REGISTRY_URL", registry.origin());
    if (kind == Service.Kind.CHUNK_STORE) {
      settings.put("GLIDE_CHUNKS_STORAGE", "folder");
      settings.put("GLIDE_CHUNKS_FOLDER", disk.folder("chunks").toString());
    }
    return Service.start(kind, settings, List.of(java), disk.root(), disk.log(kind.name()));
  }

  public Postgres postgres() {
    return postgres;
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  /** Processor time of the broker so far. */
  Duration brokerCpu() {
    Optional<ProcessHandle> process = ProcessHandle.of(broker.pid());
    return process.map(Cpu::of).orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    broker.close();
    postgres.close();
  }
}

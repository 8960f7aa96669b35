package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.Workspace;
import dev.glide.benchmarks.apart.Ground;
import dev.glide.benchmarks.apart.Service;
import java.sql.Connection;
import java.time.Duration;

/** The registry in a process of its own, whose events go to a real broker. */
final class LoneRegistry implements RegistryServer {
  private final Ground ground;
  private final Service registry;

  private LoneRegistry(Ground ground, Service registry) {
    this.ground = ground;
    this.registry = registry;
  }

  static LoneRegistry start(Workspace disk) {
    Ground ground = Ground.lay(disk);
    try {
      return new LoneRegistry(ground, ground.registry());
    } catch (RuntimeException e) {
      ground.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "registry by itself";
  }

  @Override
  public int port() {
    return registry.port();
  }

  @Override
  public Connection database() {
    return ground.postgres().connect();
  }

  @Override
  public Duration cpu() {
    return registry.cpu();
  }

  @Override
  public Duration databaseCpu() {
    return ground.postgres().cpu();
  }

  @Override
  public void close() {
    registry.close();
    ground.close();
  }
}

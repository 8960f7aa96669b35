package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Workspace;
import dev.glide.benchmarks.apart.Service;
import java.sql.Connection;
import java.time.Duration;

/** A running registry with its own durable PostgreSQL. */
interface RegistryServer extends AutoCloseable {
  /** By itself, where that has been built, else within {@code glide server}. */
  static RegistryServer start(Setting setting, Workspace disk) {
    return Service.areBuilt() ? LoneRegistry.start(disk) : WholeServer.start(setting, disk);
  }

  /** As rows of the table call it. */
  String name();

  /** On loopback. */
  int port();

  /** A connection to its database, with all rights. */
  Connection database();

  /** Processor time of the registry so far. */
  Duration cpu();

  /** Processor time of its database so far. */
  Duration databaseCpu();

  @Override
  void close();
}

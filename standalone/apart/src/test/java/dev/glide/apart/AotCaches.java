package dev.glide.apart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * What lets a service start in a third of the time: one process of each is started and stopped, and
 * leaves behind what Java has found out about it. That is done once for all runs of a build, also
 * by several at the same time.
 */
record AotCaches(Path folder) {
  private static final String SUFFIX = ".aot";

  /** Starts and stops a process of each service. */
  @FunctionalInterface
  interface Training {
    void run() throws IOException;
  }

  /** Those that all runs of this build share. */
  static AotCaches shared() throws IOException {
    Path folder = Path.of(System.getProperty("glide.apart.caches", "target/apart-caches"));
    return new AotCaches(Files.createDirectories(folder).toRealPath());
  }

  /** Has the caches of this version made, unless they are there and of these very programs. */
  void train(Version version, Training training) throws IOException {
    Path guard = folder.resolve(version.own("caches") + ".lock");
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      boolean stale = false;
      for (String service : Services.NAMES) {
        stale |= !isOf(version, service);
      }
      if (stale) {
        for (String service : Services.NAMES) {
          Files.deleteIfExists(of(version, service));
        }
        training.run();
      }
    }
  }

  /** The flags with which a process of a service uses what there is, or leaves it behind. */
  List<String> flags(Version version, String service) {
    Path cache = of(version, service);
    return List.of((Files.exists(cache) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache);
  }

  private boolean isOf(Version version, String service) throws IOException {
    Path cache = of(version, service);
    FileTime built =
        Files.getLastModifiedTime(version.application(service).resolve("quarkus-run.jar"));
    return Files.exists(cache) && Files.getLastModifiedTime(cache).compareTo(built) > 0;
  }

  private Path of(Version version, String service) {
    return folder.resolve(version.own(service) + SUFFIX);
  }
}

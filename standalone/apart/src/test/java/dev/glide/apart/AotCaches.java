package dev.glide.apart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What lets a service start in a third of the time: a process of each is started and stopped once
 * in a run, and leaves behind what Java has found out about it.
 */
record AotCaches(Path folder) {

  /** The flags with which a process of a service uses what there is, or leaves it behind. */
  List<String> flags(String service) {
    Path cache = folder.resolve(service + ".aot");
    return List.of((Files.exists(cache) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache);
  }
}

package dev.glide.chunks.application;

import dev.glide.runtime.process.ServiceProcess;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program that is the chunk store. */
@QuarkusMain
public final class ChunkStoreProcess {
  private ChunkStoreProcess() {}

  public static void main(String... arguments) {
    ServiceProcess.run(ChunkStoreSettings.TABLE, arguments);
  }
}

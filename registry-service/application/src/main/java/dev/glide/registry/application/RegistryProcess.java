package dev.glide.registry.application;

import dev.glide.runtime.process.ServiceProcess;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program that is the registry. */
@QuarkusMain
public final class RegistryProcess {
  private RegistryProcess() {}

  public static void main(String... arguments) {
    ServiceProcess.run(RegistrySettings.TABLE, arguments);
  }
}

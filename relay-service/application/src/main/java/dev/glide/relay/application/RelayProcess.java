package dev.glide.relay.application;

import dev.glide.runtime.process.ServiceProcess;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program that is a relay. */
@QuarkusMain
public final class RelayProcess {
  private RelayProcess() {}

  public static void main(String... arguments) {
    ServiceProcess.run(RelaySettings.TABLE, arguments);
  }
}

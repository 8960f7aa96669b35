package dev.glide.relay.application;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.vertx.http.HttpServer;

/** Says where the relay listens, and waits until it is told to stop. */
@QuarkusMain
public final class RelayProcess implements QuarkusApplication {
  private final HttpServer http;

  RelayProcess(HttpServer http) {
    this.http = http;
  }

  @Override
  public int run(String... arguments) {
    System.out.println("glide relay ready at " + http.getLocalBaseUri());
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }
}

package dev.glide.runtime.process;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says that the service can serve, and under which address; then waits for the end. */
@Singleton
public final class ReadyService implements QuarkusApplication {
  private final HttpServer http;
  private final Event<Serving> serving;
  private final String name;

  @Inject
  ReadyService(
      HttpServer http,
      Event<Serving> serving,
      @ConfigProperty(name = ServiceName.PROPERTY) String name) {
    this.http = http;
    this.serving = serving;
    this.name = name;
  }

  @Override
  public int run(String... arguments) {
    serving.fire(new Serving());
    System.out.println("glide " + name + " ready at " + http.getLocalBaseUri());
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }
}

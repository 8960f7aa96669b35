package dev.glide.standalone;

import dev.glide.registry.user.FirstInvite;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says that the server can serve, and under which address; then waits for the end. */
public final class ReadyServer implements QuarkusApplication {
  private final HttpServer http;
  private final FirstInvite firstInvite;
  private final String host;

  @Inject
  ReadyServer(
      HttpServer http,
      FirstInvite firstInvite,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    this.http = http;
    this.firstInvite = firstInvite;
    this.host = host;
  }

  @Override
  public int run(String... arguments) {
    firstInvite.make().ifPresent(made -> System.out.println("first invite: " + made.code()));
    boolean tls = http.getSecurePort() > 0;
    int port = tls ? http.getSecurePort() : http.getPort();
    System.out.println("glide server ready at " + new ServerAddress(tls, host, port).origin());
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }
}

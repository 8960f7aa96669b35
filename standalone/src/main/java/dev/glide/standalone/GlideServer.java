package dev.glide.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The program {@code glide server}: lays the ground, starts the services on it, waits. */
@QuarkusMain
public final class GlideServer {
  private GlideServer() {}

  public static void main(String... arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.print(ServerOptions.USAGE);
      return;
    }
    try {
      start(ServerOptions.parse(arguments));
    } catch (ServerFailure failure) {
      System.err.println(failure.lines());
      System.exit(failure.exitCode());
    }
  }

  private static void start(ServerOptions options) throws ServerFailure {
    if (options.tls().isPresent()) {
      options.tls().get().check();
    }
    Ground ground = Ground.lay(options);
    Runtime.getRuntime().addShutdownHook(new Thread(ground::clear, "stop"));
    ServerSettings.of(options, ground).apply();
    Quarkus.run(ReadyServer.class, GlideServer::report);
  }

  /** Quarkus has said what is wrong already, in its log. */
  private static void report(int exitCode, @Nullable Throwable cause) {
    if (cause != null) {
      System.exit(exitCode == 0 ? 1 : exitCode);
    }
  }
}

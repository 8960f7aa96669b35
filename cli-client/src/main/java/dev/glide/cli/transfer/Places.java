package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Profile;
import dev.glide.cli.identity.Registration;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.remote.ServerAddress;

/** Where the server is for a command that needs no account there. */
public final class Places {
  private Places() {}

  /** As it was said for this command, or where I am registered, or else on this machine. */
  public static ServerAddress server(Settings settings) throws Failure {
    String server = settings.server().isPresent() ? settings.server().get() : registered(settings);
    // What was registered over plain HTTP was allowed to be then.
    boolean insecure = settings.insecureHttp() || settings.server().isEmpty();
    return ServerAddress.parse(server, insecure);
  }

  private static String registered(Settings settings) throws Failure {
    return Profile.of(settings)
        .registration()
        .map(Registration::server)
        .orElse(ServerAddress.LOCAL.origin());
  }
}

package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.DeviceKeyPairs;
import dev.glide.cli.identity.FolderLock;
import dev.glide.cli.identity.PinnedDevice;
import dev.glide.cli.identity.Profile;
import dev.glide.cli.identity.Registration;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.cli.remote.SignUpClient;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.Handle;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.trace.Correlation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes this device one of a person's: with a new account, or as one more of an old one. */
public final class Enrolment {
  private final Settings settings;
  private final Correlation correlation;

  /**
   * Prepares.
   *
   * @param correlation by which the server's operator finds what this asks
   */
  public Enrolment(Settings settings, Correlation correlation) {
    this.settings = settings;
    this.correlation = correlation;
  }

  Enrolment(Settings settings) {
    this(settings, Correlation.fresh());
  }

  /** How a request to belong to an account stands; the fingerprint is what the owner compares. */
  public record LinkRequest(UUID device, String fingerprint, boolean approved) {}

  /**
   * Makes an account with this device's keys, which are made and kept before anybody hears of them.
   * The same again is answered the same.
   *
   * @throws Failure if the name is taken or no name, the server takes nobody, or somebody else is
   *     registered in this profile
   */
  public Account register(String handle, Optional<String> invite, String deviceName)
      throws Failure {
    try (Steps steps = begin(handle)) {
      NewDevice device = steps.keys.announced(nameOf(deviceName));
      Account account = steps.client.register(new NewUser(handle, device, invite.orElse(null)));
      steps.profile.register(
          new Registration(steps.server.origin(), account.handle(), account.deviceId()));
      PinnedDevice own =
          new PinnedDevice(account.deviceId(), device.name(), device.signKey(), device.sealKey());
      // From now on the server can't slip a device of its own among mine.
      if (steps.profile.people().devicesOf(handle).isEmpty()) {
        steps.profile.people().pin(handle, List.of(own));
      }
      return account;
    }
  }

  /**
   * Asks that this device be added to an account; the same again asks how the request stands, and
   * completes it once an older device has approved.
   */
  public LinkRequest link(String handle, String deviceName) throws Failure {
    try (Steps steps = begin(handle)) {
      DeviceKeys waiting = steps.client.link(handle, steps.keys.announced(nameOf(deviceName)));
      boolean approved = waiting.endorsement() != null;
      if (approved) {
        steps.profile.register(new Registration(steps.server.origin(), handle, waiting.id()));
      }
      return new LinkRequest(waiting.id(), steps.keys.fingerprint().toString(), approved);
    }
  }

  private Steps begin(String handle) throws Failure {
    if (!Handle.isValid(handle)) {
      throw new Failure(ExitCode.USAGE, "handle-invalid", "'" + handle + "' can't be a name")
          .hint("2 to 32 of a-z, 0-9, _ and -, starting with a letter or digit");
    }
    Profile profile = Profile.of(settings);
    Optional<Registration> before = profile.registration();
    if (before.isPresent() && !before.get().handle().equals(handle)) {
      throw new Failure(
              ExitCode.REFUSED,
              "already-registered",
              "@%s at %s is registered here already"
                  .formatted(before.get().handle(), before.get().server()))
          .hint("use another profile for @" + handle + ": --profile " + handle);
    }
    ServerAddress server = address(before);
    Dialer dialer = Dialer.to(server, settings.caFile()).following(correlation);
    SignUpClient client = new SignUpClient(dialer, Patience.SHORT);
    Optional<FolderLock> lock =
        FolderLock.attempt(profile.folders().config().resolve("register.lock"));
    if (lock.isEmpty()) {
      client.close();
      throw new Failure(ExitCode.FAILED, "locked", "another glide is registering here right now");
    }
    return new Steps(profile, server, client, lock.get(), profile.keysMade());
  }

  private ServerAddress address(Optional<Registration> before) throws Failure {
    Optional<String> text = settings.server().or(() -> before.map(Registration::server));
    if (text.isEmpty()) {
      return ServerAddress.LOCAL;
    }
    boolean insecure = settings.insecureHttp() || settings.server().isEmpty();
    return ServerAddress.parse(text.get(), insecure);
  }

  private static String nameOf(String device) {
    String name = device.strip();
    return name.isEmpty() ? "device" : name.substring(0, Math.min(64, name.length()));
  }

  /** What both ways to enrol need. */
  private record Steps(
      Profile profile,
      ServerAddress server,
      SignUpClient client,
      FolderLock lock,
      DeviceKeyPairs keys)
      implements AutoCloseable {
    @Override
    public void close() {
      client.close();
      lock.close();
    }
  }
}

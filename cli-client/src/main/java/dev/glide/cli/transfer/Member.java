package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.DeviceKeyPairs;
import dev.glide.cli.identity.Profile;
import dev.glide.cli.identity.Registration;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.identity.TokenFile;
import dev.glide.cli.remote.DeviceSigner;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.remote.PresenceClient;
import dev.glide.cli.remote.RegistryClient;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.cli.remote.SignIn;
import dev.glide.shared.api.Account;
import dev.glide.shared.trace.Correlation;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * This device of a registered person at its server; signs in by itself when it first needs to.
 * Thread-safe.
 */
public final class Member implements AutoCloseable {
  private final Profile profile;
  private final Registration registration;
  private final OwnKeys keys;
  private final Dialer dialer;
  private final Patience patience;
  private final RegistryClient registry;

  private Member(
      Profile profile, Registration registration, OwnKeys keys, Dialer dialer, Patience patience) {
    this.profile = profile;
    this.registration = registration;
    this.keys = keys;
    this.dialer = dialer;
    this.patience = patience;
    this.registry =
        new RegistryClient(
            dialer,
            new Signer(registration.device(), keys),
            new TokenFile(profile.folders().state()),
            patience,
            InstantSource.system());
  }

  /**
   * Reads who is registered; asks nobody yet.
   *
   * @throws Failure (not signed in) if nobody is
   */
  public static Member open(Settings settings) throws Failure {
    return open(settings, Correlation.fresh());
  }

  /** As above, under a correlation id that is known already. */
  public static Member open(Settings settings, Correlation correlation) throws Failure {
    Profile profile = Profile.of(settings);
    Registration registration = profile.requireRegistration();
    String server = settings.server().orElse(registration.server());
    // What was registered over plain HTTP was allowed to be then.
    boolean insecure = settings.insecureHttp() || settings.server().isEmpty();
    Dialer dialer =
        Dialer.to(ServerAddress.parse(server, insecure), settings.caFile()).following(correlation);
    return new Member(profile, registration, new OwnKeys(profile), dialer, Patience.SHORT);
  }

  /** The same in the midst of something else, with a connection of its own. */
  public Member following(Correlation other) {
    return new Member(profile, registration, keys, dialer.following(other), patience);
  }

  /** The same with another patience and a connection of its own. */
  Member patient(Patience other) {
    return new Member(profile, registration, keys, dialer, other);
  }

  public Profile profile() {
    return profile;
  }

  public String handle() {
    return registration.handle();
  }

  public UUID device() {
    return registration.device();
  }

  /** The server's origin, as it is reached now. */
  public String server() {
    return dialer.address().origin();
  }

  public RegistryClient registry() {
    return registry;
  }

  /** Goes online and stays so until the result is closed; begins to connect at once. */
  public PresenceClient presence(PresenceClient.Listener listener) {
    return PresenceClient.open(dialer, signIn(), listener);
  }

  /** For what is not the registry; to be closed by whoever uses it. */
  SignIn signIn() {
    return new SignIn(
        dialer,
        new Signer(registration.device(), keys),
        new TokenFile(profile.folders().state()),
        Patience.SHORT,
        InstantSource.system());
  }

  /** What the server knows of this account. */
  public Account account() throws Failure {
    return registry.account();
  }

  /** Of this device's keys, for people to compare. */
  public String fingerprint() throws Failure {
    return keys.get().fingerprint().toString();
  }

  DeviceKeyPairs keys() throws Failure {
    return keys.get();
  }

  Dialer dialer() {
    return dialer;
  }

  Patience patience() {
    return patience;
  }

  @Override
  public void close() {
    registry.close();
  }

  /** Signs for the registry's sign-in. */
  private record Signer(UUID device, OwnKeys keys) implements DeviceSigner {
    @Override
    public byte[] sign(byte[] message) throws Failure {
      return keys.get().signing().sign(message);
    }
  }

  /** This device's keys, read when they are first needed: a short command often needs none. */
  private static final class OwnKeys {
    private final Profile profile;
    private @Nullable DeviceKeyPairs read;

    OwnKeys(Profile profile) {
      this.profile = profile;
    }

    synchronized DeviceKeyPairs get() throws Failure {
      DeviceKeyPairs known = read;
      if (known == null) {
        known = profile.requireKeys();
        read = known;
      }
      return known;
    }
  }
}

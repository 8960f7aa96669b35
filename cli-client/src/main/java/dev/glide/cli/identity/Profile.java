package dev.glide.cli.identity;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Json;
import dev.glide.cli.seal.OpeningKey;
import dev.glide.cli.seal.SigningKey;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** One person at one server: the files that say who that is. */
public final class Profile {
  private static final String REGISTRATION = "account.json";
  private static final String KEYS = "device-keys.json";
  private static final String PEOPLE = "people.json";

  private final Folders folders;

  private Profile(Folders folders) {
    this.folders = folders;
  }

  /** Finds the profile; touches no file. */
  public static Profile of(Settings settings) throws Failure {
    return new Profile(Folders.of(settings));
  }

  public Folders folders() {
    return folders;
  }

  /** Empty if nobody has registered in this profile. */
  public Optional<Registration> registration() throws Failure {
    Path file = folders.config().resolve(REGISTRATION);
    Optional<String> text = PrivateFiles.read(file);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(parse(Registration.class, text.get(), file));
  }

  /**
   * The registration.
   *
   * @throws Failure (not signed in) if there is none
   */
  public Registration requireRegistration() throws Failure {
    Optional<Registration> found = registration();
    if (found.isEmpty()) {
      throw new Failure(ExitCode.NOT_SIGNED_IN, "not-signed-in", "nobody is registered here yet")
          .hint("glide register HANDLE --server URL");
    }
    return found.get();
  }

  public void register(Registration registration) throws Failure {
    PrivateFiles.write(folders.config().resolve(REGISTRATION), Json.write(registration));
  }

  /** This device's keys, if they have been made. */
  public Optional<DeviceKeyPairs> keys() throws Failure {
    Path file = folders.config().resolve(KEYS);
    Optional<String> text = PrivateFiles.readSecret(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    StoredKeys stored = parse(StoredKeys.class, text.get(), file);
    try {
      return Optional.of(
          new DeviceKeyPairs(
              SigningKey.of(Base64.getUrlDecoder().decode(stored.sign())),
              OpeningKey.of(Base64.getUrlDecoder().decode(stored.seal()))));
    } catch (IllegalArgumentException e) {
      throw damaged(file).because(e);
    }
  }

  /**
   * This device's keys.
   *
   * @throws Failure (not signed in) if there are none
   */
  public DeviceKeyPairs requireKeys() throws Failure {
    Optional<DeviceKeyPairs> found = keys();
    if (found.isEmpty()) {
      throw new Failure(
              ExitCode.NOT_SIGNED_IN,
              "no-keys",
              "this device's keys are gone from " + folders.config())
          .hint("bring the folder back, or register anew with --profile NAME");
    }
    return found.get();
  }

  /** This device's keys, made and kept if there are none. */
  public DeviceKeyPairs keysMade() throws Failure {
    Optional<DeviceKeyPairs> found = keys();
    if (found.isPresent()) {
      return found.get();
    }
    DeviceKeyPairs made = DeviceKeyPairs.generate();
    Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
    StoredKeys stored =
        new StoredKeys(
            text.encodeToString(made.signing().bytes()),
            text.encodeToString(made.opening().bytes()));
    PrivateFiles.write(folders.config().resolve(KEYS), Json.write(stored));
    return made;
  }

  /** The keys of people that were seen before. */
  public PinnedPeople people() {
    return new PinnedPeople(folders.config().resolve(PEOPLE));
  }

  static <T> T parse(Class<T> type, String text, Path file) throws Failure {
    try {
      T record = Json.read(type, text);
      if (record != null) {
        return record;
      }
    } catch (RuntimeException e) {
      throw damaged(file).because(e);
    }
    throw damaged(file);
  }

  private static Failure damaged(Path file) {
    return new Failure(ExitCode.LOCAL_FILE, "file-damaged", file + " is damaged")
        .hint("bring it back from a copy, or use another profile: --profile NAME");
  }
}

package dev.glide.standalone.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody with a machine of their own.
 *
 * @param handle without {@code @}
 * @param home keys and state of the machine
 * @param folder where commands are run
 * @param program that they have: with the system property {@code glide.package.other} everybody
 *     second has that of another package
 */
public record Person(
    String handle, Path home, Path folder, Map<String, String> environment, Path program) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A person on a new machine; {@code options} are those of {@code glide register}. */
  public static Person registered(String handle, Path parent, Server server, String... options)
      throws IOException, InterruptedException {
    return registered(handle, parent, server.url(), options);
  }

  /** As above, at a server that is reached under this origin. */
  public static Person registered(String handle, Path parent, String url, String... options)
      throws IOException, InterruptedException {
    Person person = unregistered(handle, parent, Map.of());
    String[] command = new String[options.length + 4];
    System.arraycopy(new String[] {"register", handle, "--server", url}, 0, command, 0, 4);
    System.arraycopy(options, 0, command, 4, options.length);
    person.run(command).orFail();
    return person;
  }

  public static Person unregistered(String handle, Path parent, Map<String, String> environment)
      throws IOException {
    return new Person(
        handle,
        Files.createDirectories(parent.resolve(handle).resolve("home")),
        Files.createDirectories(parent.resolve(handle).resolve("folder")),
        environment,
        nextProgram());
  }

  private static Path nextProgram() {
    String other = System.getProperty("glide.package.other", "");
    boolean usual = other.isEmpty() || COUNT.getAndIncrement() % 2 == 0;
    return usual ? GlideProcess.program() : Path.of(other, "bin", "glide");
  }

  /** Where its access token is kept once it has signed in. */
  Path tokenFile() {
    return home.resolve("glide/state/access-token");
  }

  public GlideProcess start(String... command) throws IOException {
    return startWithInput(command).withoutInput();
  }

  /** The caller feeds it, and closes what it feeds. */
  public GlideProcess startWithInput(String... command) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("GLIDE_HOME", home.resolve("glide").toString());
    return GlideProcess.start(program, home, folder, all, List.of(command));
  }

  public GlideProcess.Ended run(String... command) throws IOException, InterruptedException {
    return start(command).await();
  }
}

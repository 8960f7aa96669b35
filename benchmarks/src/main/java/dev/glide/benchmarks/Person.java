package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody with an account, who runs {@code glide} from a home of their own.
 *
 * @param glide the launcher, and what it is to be started with
 */
public record Person(List<String> glide, Path home, Path log, String server) {

  public static Person register(Path glide, Workspace workspace, String handle, String server) {
    return register(List.of(glide.toString()), workspace, handle, server);
  }

  public static Person register(
      List<String> glide, Workspace workspace, String handle, String server) {
    // Whoever had this name on another server is somebody else.
    Workspace.delete(workspace.root().resolve("home-" + handle));
    Person person =
        new Person(glide, workspace.folder("home-" + handle), workspace.log(handle), server);
    person.run(workspace.root(), "register", handle, "--server", server);
    return person;
  }

  /** Runs one command to its end; see {@link Tool#run}. */
  public Tool.Run run(Path folder, String... arguments) {
    return Tool.run(command(arguments), environment(), folder, log);
  }

  /** Starts one command, whose words go to {@code words}. */
  public Process start(Path folder, Path words, String... arguments) {
    return Tool.start(command(arguments), environment(), folder, words);
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(glide);
    command.addAll(List.of(arguments));
    return command;
  }

  private Map<String, String> environment() {
    return Map.of("GLIDE_HOME", home.toString(), "GLIDE_SERVER", server, "NO_COLOR", "1");
  }
}

package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody with an account, who runs {@code glide} from a home of their own. */
record Person(Path glide, Path home, Path log, String server) {

  static Person register(Path glide, Workspace workspace, String handle, String server) {
    // Whoever had this name on another server is somebody else.
    Workspace.delete(workspace.root().resolve("home-" + handle));
    Person person =
        new Person(glide, workspace.folder("home-" + handle), workspace.log(handle), server);
    person.run(workspace.root(), "register", handle, "--server", server);
    return person;
  }

  /** Runs one command to its end; see {@link Tool#run}. */
  Tool.Run run(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(glide.toString()));
    command.addAll(List.of(arguments));
    return Tool.run(
        command,
        Map.of("GLIDE_HOME", home.toString(), "GLIDE_SERVER", server, "NO_COLOR", "1"),
        folder,
        log);
  }
}

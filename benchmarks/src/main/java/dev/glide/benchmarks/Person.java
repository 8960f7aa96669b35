package dev.glide.benchmarks;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.identity.TokenFile;
import dev.glide.cli.transfer.Enrolment;
import dev.glide.cli.transfer.Member;
import dev.glide.shared.trace.Correlation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The same in this process: quicker, where many are needed who run no command themselves. */
  public static Person enrol(Path glide, Workspace workspace, String handle, String server) {
    Person person =
        new Person(
            List.of(glide.toString()),
            workspace.folder("home-" + handle),
            workspace.log(handle),
            server);
    try {
      var _ =
          new Enrolment(Settings.of(person.environment()), Correlation.fresh())
              .register(handle, Optional.empty(), "bench");
      return person;
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs one command to its end; see {@link Tool#run}. */
  public Tool.Run run(Path folder, String... arguments) {
    return Tool.run(command(arguments), environment(), folder, log);
  }

  /** Starts one command, whose words go to {@code words}. */
  public Process start(Path folder, Path words, String... arguments) {
    return Tool.start(command(arguments), environment(), folder, words);
  }

  /** This device, for looking in this process at what a command would show. */
  public Member member() {
    try {
      return Member.open(Settings.of(environment()));
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }

  /** An access token, good for some minutes. */
  public String accessToken() {
    try (Member member = member()) {
      var _ = member.account();
      return new TokenFile(member.profile().folders().state()).read().orElseThrow().token();
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(glide);
    command.addAll(List.of(arguments));
    return command;
  }

  private Map<String, String> environment() {
    return Map.of(
        "GLIDE_HOME",
        home.toString(),
        "GLIDE_SERVER",
        server,
        // A line between two namespaces of this machine is no network.
        "GLIDE_INSECURE_HTTP",
        "1",
        "NO_COLOR",
        "1");
  }
}

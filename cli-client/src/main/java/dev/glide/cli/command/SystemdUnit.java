package dev.glide.cli.command;

import java.util.List;
import java.util.stream.Collectors;

/** A user unit of systemd, see systemd.service(5). */
final class SystemdUnit implements ServiceFile.Kind {
  @Override
  public String file(ServiceFile.Job job) {
    String command =
        job.command().stream().map(SystemdUnit::argument).collect(Collectors.joining(" "));
    StringBuilder environment = new StringBuilder();
    job.environment()
        .forEach((name, value) ->
            environment.append("Environment=").append(quoted(name + "=" + value)).append('\n'));
    return """
    [Unit]
    Description=Glide: receives what trusted people send
    StartLimitIntervalSec=0

    [Service]
    ExecStart=%s
    %sRestart=on-failure
    RestartSec=5
    # A wrong command line, or nobody signed in: the same again would not help.
    RestartPreventExitStatus=2 3
    # What Java ends with after SIGINT and SIGTERM.
    SuccessExitStatus=130 143
    TimeoutStopSec=15

    [Install]
    WantedBy=default.target
    """
        .formatted(command, environment);
  }

  @Override
  public List<String> install(ServiceFile.Job job, String glide) {
    String unit = "glide" + job.profile().map(each -> "-" + each).orElse("") + ".service";
    return List.of(
        "mkdir -p ~/.config/systemd/user && " + glide + " > ~/.config/systemd/user/" + unit,
        "systemctl --user daemon-reload && systemctl --user enable --now " + unit);
  }

  /** In a command line a dollar sign begins a variable, too. */
  private static String argument(String word) {
    return quoted(word).replace("$", "$$");
  }

  private static String quoted(String word) {
    return "\""
        + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("\n", "\\n")
        + "\"";
  }
}

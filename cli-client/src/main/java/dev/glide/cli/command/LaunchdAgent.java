package dev.glide.cli.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A property list for launchd, see launchd.plist(5). */
final class LaunchdAgent implements ServiceFile.Kind {
  @Override
  public String file(ServiceFile.Job job) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
    <dict>
      <key>Label</key>
      <string>%s</string>
      <key>ProgramArguments</key>
      <array>
    %s
      </array>
      <key>EnvironmentVariables</key>
      <dict>
    %s  </dict>
      <key>RunAtLoad</key>
      <true/>
      <key>KeepAlive</key>
      <dict>
        <key>SuccessfulExit</key>
        <false/>
      </dict>
      <key>ThrottleInterval</key>
      <integer>10</integer>
      <key>StandardOutPath</key>
      <string>%s</string>
      <key>StandardErrorPath</key>
      <string>%s</string>
    </dict>
    </plist>
    """
        .formatted(
            label(job),
            job.command().stream()
                .map(each -> "    <string>" + escaped(each) + "</string>")
                .collect(Collectors.joining("\n")),
            job.environment().entrySet().stream()
                .map(LaunchdAgent::variable)
                .collect(Collectors.joining()),
            escaped(log(job)),
            escaped(log(job)));
  }

  @Override
  public List<String> install(ServiceFile.Job job, String glide) {
    String plist = "~/Library/LaunchAgents/" + label(job) + ".plist";
    return List.of(
        "mkdir -p ~/Library/LaunchAgents && " + glide + " > " + plist,
        "launchctl bootstrap gui/$(id -u) " + plist);
  }

  private static String label(ServiceFile.Job job) {
    return "dev.glide.up" + job.profile().map(each -> "." + each).orElse("");
  }

  /** Beside the program's state: launchd expands nothing, so the path must be whole. */
  private static String log(ServiceFile.Job job) {
    return job.state().resolve("up.log").toString();
  }

  private static String variable(Map.Entry<String, String> variable) {
    return "    <key>"
        + escaped(variable.getKey())
        + "</key>\n    <string>"
        + escaped(variable.getValue())
        + "</string>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

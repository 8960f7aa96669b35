package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ServiceFileTest {
  private static final ServiceFile.Job JOB =
      new ServiceFile.Job(
          List.of("/opt/glide & co/bin/glide", "up", "--to", "/home/bob/100% $HOME"),
          Map.of("GLIDE_HOME", "/home/bob/\"own\""),
          Path.of("/home/bob/.local/state/glide"),
          Optional.of("work"));

  @Test
  void quotesForSystemd() {
    String unit = new SystemdUnit().file(JOB);
    assertThat(unit.lines())
        .contains(
            "ExecStart=\"/opt/glide & co/bin/glide\" \"up\" \"--to\" \"/home/bob/100%% $$HOME\"",
            "Environment=\"GLIDE_HOME=/home/bob/\\\"own\\\"\"",
            "Restart=on-failure",
            "WantedBy=default.target");
    assertThat(new SystemdUnit().install(JOB, "glide up --service"))
        .hasSize(2)
        .allMatch(line -> line.contains("glide-work.service"));
  }

  @Test
  void isAPropertyListForLaunchd() throws Exception {
    String agent = new LaunchdAgent().file(JOB);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document =
        factory.newDocumentBuilder().parse(new InputSource(new java.io.StringReader(agent)));
    var strings = document.getElementsByTagName("string");
    List<String> found =
        java.util.stream.IntStream.range(0, strings.getLength())
            .mapToObj(i -> strings.item(i).getTextContent())
            .toList();
    assertThat(found)
        .containsSubsequence(
            "dev.glide.up.work",
            "/opt/glide & co/bin/glide",
            "up",
            "--to",
            "/home/bob/100% $HOME",
            "/home/bob/\"own\"",
            "/home/bob/.local/state/glide/up.log");
    assertThat(new LaunchdAgent().install(JOB, "glide up --service").getLast())
        .isEqualTo(
            "launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/dev.glide.up.work.plist");
  }
}

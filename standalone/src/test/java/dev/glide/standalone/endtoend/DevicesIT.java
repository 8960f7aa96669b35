package dev.glide.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.standalone.program.Person;
import dev.glide.standalone.program.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second machine of one person: stays out until the first one vouches for it. */
class DevicesIT {
  private static final Pattern APPROVAL = Pattern.compile("glide devices approve (\\S+)");

  @TempDir Path folder;

  @Test
  void aSecondMachineReceivesOnceTheFirstHasApprovedIt() throws Exception {
    try (Server server = Server.in(folder.resolve("server")).start()) {
      Person laptop = Person.registered("ann", folder, server);
      Person ben = Person.registered("ben", folder, server);
      Person phone = Person.unregistered("phone", folder, Map.of());
      Files.writeString(ben.folder().resolve("letter"), "dear Ann");
      ben.run("send", "letter", "@ann").orFail(); // pins the laptop's keys

      String id = link(phone, server);
      phone.run("reqs").expect(3);
      laptop.run("devices", "approve", id, "--yes").orFail();
      link(phone, server);

      ben.run("send", "letter", "@ann", "--note", "again").orFail();
      assertThat(phone.run("reqs").orFail().out()).contains("letter");
      assertThat(ben.run("verify", "@ann").orFail().out()).doesNotContain("new");

      laptop.run("devices", "remove", id, "--yes").orFail();
      phone.run("list").expect(3);
      ben.run("send", "letter", "@ann", "--note", "once more").orFail();
    }
  }

  /** Asks to be let in; gives the id that the first machine approves, empty once it has. */
  private static String link(Person phone, Server server) throws Exception {
    var said = phone.run("register", "ann", "--link", "--server", server.url()).orFail();
    Matcher approval = APPROVAL.matcher(said.out() + said.err());
    return approval.find() ? approval.group(1) : "";
  }
}

package dev.glide.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.standalone.program.Certificates;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Person;
import dev.glide.standalone.program.Server;
import dev.glide.standalone.program.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent reaches people who are not there, whole. One server's folder from test to test. */
class DeliveryIT {
  private static final long LARGE = 20L << 20;

  @TempDir static Path folder;

  @Test
  void reachesSomeoneWhoIsOfflineAcrossARestartOfTheServer() throws Exception {
    try (Server server = Server.in(folder.resolve("server")).start()) {
      Person alice = Person.registered("alice", folder, server);
      Person bob = Person.registered("bob", folder, server);
      Path sent = Tree.make(alice.folder().resolve("holiday"), 1, LARGE);

      alice.run("send", "holiday", "@bob").orFail();
      server.stop();
      server.start();

      assertThat(bob.run("reqs").orFail().out()).contains("alice", "holiday");
      bob.run("ok", "@alice").orFail();
      assertThat(Tree.describe(bob.folder().resolve("holiday"))).isEqualTo(Tree.describe(sent));
      assertThat(bob.run("reqs").orFail().out()).doesNotContain("holiday");
    }
  }

  @Test
  void reachesSeveralPeopleEachOnce() throws Exception {
    try (Server server = Server.in(folder.resolve("server")).start()) {
      Person anna = Person.registered("anna", folder, server);
      Person ben = Person.registered("ben", folder, server);
      Person carol = Person.registered("carol", folder, server);
      Person dave = Person.registered("dave", folder, server);
      Path sent = Tree.make(anna.folder().resolve("minutes"), 2, 1 << 20);

      anna.run("send", "minutes", "@ben", "@carol", "@dave").orFail();
      dave.run("no", "@anna").orFail();
      for (Person each : new Person[] {ben, carol}) {
        each.run("ok", "@anna").orFail();
        assertThat(Tree.describe(each.folder().resolve("minutes"))).isEqualTo(Tree.describe(sent));
      }
      ben.run("ok", "@anna").expect(4);
      dave.run("ok", "@anna").expect(4);
    }
  }

  @Test
  void saysWhenAServerDoesNotSpeakTls() throws Exception {
    try (Server server = Server.in(folder.resolve("server")).start()) {
      Person lost = Person.unregistered("lost", folder, Map.of());
      String https = server.url().replace("http://", "https://");
      assertThat(lost.run("register", "lost", "--server", https).expect(6).err())
          .contains("does not speak TLS")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void travelsOverHttps() throws Exception {
    Certificates made = Certificates.make(folder.resolve("tls"), "EC");
    try (Server server = Server.in(folder.resolve("server"), made).start()) {
      assertThat(server.url()).startsWith("https://");
      Person stranger = Person.unregistered("stranger", folder, Map.of());
      assertThat(stranger.run("register", "stranger", "--server", server.url()).expect(6).err())
          .contains("can't be trusted")
          .contains("not of an authority")
          .doesNotContain("\tat ");

      Map<String, String> trust = Map.of("GLIDE_CA", made.certificate().toString());
      Person amy = Person.unregistered("amy", folder, trust);
      Person bill = Person.unregistered("bill", folder, trust);
      amy.run("register", "amy", "--server", server.url()).orFail();
      bill.run("register", "bill", "--server", server.url()).orFail();
      Path sent = Tree.make(amy.folder().resolve("plans"), 3, LARGE);
      amy.run("send", "plans", "@bill").orFail();
      bill.run("ok", "@amy").orFail();
      assertThat(Tree.describe(bill.folder().resolve("plans"))).isEqualTo(Tree.describe(sent));
    }
  }

  @Test
  void refusesMoreThanTheQuotaAndTakesItAgainOnceSomethingHasEnded() throws Exception {
    Map<String, String> small = Map.of("GLIDE_QUOTA_DEFAULT", "3M");
    try (Server server = Server.in(folder.resolve("server"), small).start()) {
      Person agnes = Person.registered("agnes", folder, server);
      Person bert = Person.registered("bert", folder, server);
      for (String name : new String[] {"first", "second"}) {
        Files.write(agnes.folder().resolve(name), new byte[2 << 20]);
      }
      agnes.run("send", "first", "@bert").orFail();
      GlideProcess.Ended refused = agnes.run("send", "second", "@bert").expect(8);
      assertThat(refused.err()).contains("in use");
      bert.run("ok", "@agnes").orFail();
      agnes.run("send", "second", "@bert").orFail();
    }
  }
}

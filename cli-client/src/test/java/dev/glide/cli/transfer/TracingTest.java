package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.shared.trace.Correlation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One id goes with everything that a command asks of any service. */
@Timeout(120)
class TracingTest {
  private static final Pattern ID = Pattern.compile("\r\nX-Correlation-Id: (\\S+)\r\n");

  @TempDir Path temp;

  @Test
  void aParkedFileHasOneIdOnEachSide(@TempDir Path homes) throws Exception {
    Path file = Files.writeString(temp.resolve("letter"), "dear Bob");
    try (FakeGlide server = new FakeGlide();
        Person alice = Person.register("alice", server, homes);
        Person bob = Person.register("bob", server, homes)) {
      server.requests.clear();
      server.correlations.clear();
      alice.send(bob, file);
      assertThat(server.requests).anyMatch(each -> each.startsWith("PUT /chunks/"));
      assertThat(server.requests).anyMatch(each -> each.startsWith("PUT /api/"));
      Set<String> sending = Set.copyOf(server.correlations);
      assertThat(sending).hasSize(1);

      server.correlations.clear();
      bob.receive(temp.resolve("out"));
      assertThat(server.correlations).hasSize(1).doesNotContainAnyElementsOf(sending);
    }
  }

  @Test
  void aRelayIsToldTheSameIds(@TempDir Path homes) throws Exception {
    Path file = Files.writeString(temp.resolve("letter"), "dear Bob");
    try (LiveStage stage = new LiveStage(homes);
        Person bob = stage.person("bob")) {
      stage.server.correlations.clear();
      LiveStage.Sending sending = stage.send(LiveStage.WAITS, SendOrder.Delivery.AUTO, file, bob);
      Inbox inbox = new Inbox(bob.member);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> sending.isOver() || !inbox.all().isEmpty());
      bob.receiveAsUsual(temp.resolve("out"));
      sending.sent();
      assertThat(stage.relay.requests)
          .anyMatch(head -> head.startsWith("GET /relay/v1/presence "))
          .anyMatch(head -> head.startsWith("GET /relay/v1/sessions/"));
      Set<String> atTheRelay = new TreeSet<>();
      stage.relay.requests.forEach(head -> atTheRelay.add(id(head)));
      assertThat(atTheRelay).hasSize(2).isEqualTo(stage.server.correlations);
    }
  }

  @Test
  void whoeverFollowsSomethingElseHasItsId(@TempDir Path homes) throws Exception {
    Correlation other = Correlation.fresh();
    try (FakeGlide server = new FakeGlide();
        Person alice = Person.register("alice", server, homes);
        Member following = alice.member.following(other)) {
      server.correlations.clear();
      following.account();
      assertThat(server.correlations).containsExactly(other.id());
    }
  }

  private static String id(String head) {
    Matcher found = ID.matcher(head);
    return found.find() ? found.group(1) : "none";
  }
}

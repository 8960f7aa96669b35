package dev.glide.standalone.endtoend;

import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Peer;
import dev.glide.standalone.program.Scene;
import dev.glide.standalone.program.Server;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is connected is online for the others, and nobody else is. */
class PresenceIT {
  /** A short patience with the silent, so that nobody has to wait for it. */
  private static final Map<String, String> IMPATIENT =
      Map.of("GLIDE_RELAY_PRESENCE_PING", "1s", "GLIDE_RELAY_PRESENCE_DEAD", "3s");

  @TempDir static Path folder;

  @Test
  void showsWhoIsThere() throws Exception {
    try (Server server = Server.in(folder.resolve("server"), IMPATIENT).start();
        Scene scene = new Scene(server, folder)) {
      Peer alice = scene.peer("alice");
      Peer bob = scene.peer("bob");
      assertThat(listed(alice, bob)).isFalse();

      GlideProcess up = bob.waits();
      awaitThat(() -> listed(alice, bob));
      up.terminate();
      up.await();
      awaitThat(() -> !listed(alice, bob));

      up = bob.waits();
      awaitOnline(bob);
      up.kill();
      awaitAway(bob);

      up = bob.waits();
      awaitOnline(bob);
      up.pause();
      awaitAway(bob);
      up.resume();
      awaitOnline(bob);

      bob.wire().silence();
      awaitAway(bob);
      bob.wire().snap();
      awaitOnline(bob);

      server.kill();
      server.start();
      awaitOnline(bob);
    }
  }

  private static void awaitAway(Peer peer) {
    awaitThat(() -> !peer.registry().online(peer.handle()));
  }

  /** What {@code glide list} says. */
  private static boolean listed(Peer who, Peer whom) throws Exception {
    for (JsonNode event : who.run("list", "--json").orFail().events()) {
      if (event.path("handle").asText().equals(whom.handle())) {
        return event.path("online").asBoolean();
      }
    }
    throw new AssertionError(whom.handle() + " is not in the list");
  }
}

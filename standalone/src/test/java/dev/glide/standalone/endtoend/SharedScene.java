package dev.glide.standalone.endtoend;

import dev.glide.standalone.program.Peer;
import dev.glide.standalone.program.Scene;
import dev.glide.standalone.program.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server and two people that all tests of a class share; each test finds them at rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedScene {
  @TempDir static Path folder;

  Server server;
  Scene scene;
  Peer alice;
  Peer bob;

  @BeforeAll
  void open() throws Exception {
    server = Server.in(folder.resolve("server")).start();
    scene = new Scene(server, folder);
    alice = scene.peer("alice");
    bob = scene.peer("bob");
  }

  @AfterEach
  void calm() throws Exception {
    scene.calm();
  }

  @AfterAll
  void close() throws Exception {
    scene.close();
    server.close();
  }
}

package dev.glide.standalone.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whoever runs a server: has its token and no account. */
public final class Operator {
  private final Person person;
  private final Server server;

  /** Of a server that has been started. */
  public Operator(Path parent, Server server) throws IOException {
    this.person =
        Person.unregistered("operator", parent, Map.of("GLIDE_ADMIN_TOKEN", server.adminToken()));
    this.server = server;
  }

  /** Runs {@code glide admin}. */
  public GlideProcess.Ended admin(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 4];
    System.arraycopy(words, 0, command, 1, words.length);
    command[0] = "admin";
    command[words.length + 1] = "--json";
    command[words.length + 2] = "--server";
    command[words.length + 3] = server.url();
    return person.run(command);
  }

  /** What {@code glide admin} says. */
  public List<JsonNode> events(String... words) throws IOException, InterruptedException {
    return admin(words).orFail().events();
  }
}

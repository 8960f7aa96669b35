package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glide.cli.command.Typed.Ended;
import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.rehearsal.StrawServer;
import dev.glide.cli.remote.Json;
import dev.glide.shared.api.Headers;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has trouble of its own with every request. */
class TroubledServerTest {
  private static final String TOLD = "       if it lasts, tell your operator this id: ";

  @TempDir Path folder;
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Typed alice;

  @BeforeEach
  void somebodyWhoIsRegistered() throws IOException {
    try (StrawServer well = StrawServer.start()) {
      assertThat(new Typed(folder, well.url()).type("register", "alice").code())
          .isEqualTo(ExitCode.DONE);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::fail);
    server.start();
    alice = new Typed(folder, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void fail(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      ids.add(String.valueOf(exchange.getRequestHeaders().getFirst(Headers.CORRELATION)));
      byte[] problem =
          Json.write(Problem.of(ErrorCode.INTERNAL, "something is wrong here"))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", Problem.MEDIA_TYPE);
      exchange.sendResponseHeaders(500, problem.length);
      exchange.getResponseBody().write(problem);
    }
  }

  private static List<String> told(Ended ended) {
    return ended
        .err()
        .lines()
        .filter(line -> line.startsWith(TOLD))
        .map(line -> line.substring(TOLD.length()))
        .toList();
  }

  @Test
  void peopleAreToldTheIdOfTheCommand() {
    Ended ended = alice.type("list");
    assertThat(ended.code()).isEqualTo(ExitCode.NETWORK);
    assertThat(ended.err().lines().toList())
        .containsExactly("glide: something is wrong here", TOLD + ids.getFirst());
  }

  @Test
  void programsAreToldIt() throws IOException {
    Ended ended = alice.type("list", "--json");
    JsonNode error = new ObjectMapper().readTree(ended.lines().getLast());
    assertThat(error.get("correlation").asText()).isEqualTo(ids.getFirst());
    keepsToTheSchema(error);
  }

  @Test
  void whoeverLooksForAReasonIsToldItBeforehand() throws IOException {
    Ended ended = alice.type("--debug", "list", "--json");
    assertThat(ended.err().lines().findFirst())
        .contains("glide: the server's logs have this command as " + ids.getFirst());
    Ended local = alice.type("--debug", "admin", "nothing", "--json");
    JsonNode error = new ObjectMapper().readTree(local.lines().getLast());
    assertThat(error.has("correlation")).isFalse();
  }

  @Test
  void eachCommandHasItsOwn() {
    alice.type("list");
    alice.type("list");
    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void inTheShellEachTransferHasItsOwn() {
    Ended ended = alice.typeWith("list\nreqs\nok @bob\nok @bob\n", "shell");
    List<String> told = told(ended);
    assertThat(told).hasSize(4).isEqualTo(ids);
    assertThat(told.get(1)).isEqualTo(told.get(0));
    assertThat(List.of(told.get(0), told.get(2), told.get(3))).doesNotHaveDuplicates();
  }

  @Test
  void whoIsKeptOfflineByItIsToldIt() throws Exception {
    Typed.Running up = alice.begin("up", "--json", "--to", folder.resolve("in").toString());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> up.lines().stream().anyMatch(line -> line.contains("\"event\":\"offline\"")));
    for (String line : up.interrupt().lines()) {
      JsonNode event = new ObjectMapper().readTree(line);
      keepsToTheSchema(event);
      if (event.get("event").asText().equals("offline")) {
        assertThat(event.get("correlation").asText()).isIn(ids);
      }
    }
  }

  private static void keepsToTheSchema(JsonNode event) throws IOException {
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(CommandsTest.SCHEMA))
                .validate(event))
        .as(event.toString())
        .isEmpty();
  }
}

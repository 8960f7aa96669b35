package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glide.cli.command.Typed.Ended;
import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.remote.Json;
import dev.glide.shared.api.AuditEntry;
import dev.glide.shared.api.AuditPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCommandTest {
  private static final String TOKEN = "a-token-of-at-least-thirty-two-characters";
  private static final UUID TRANSFER = UUID.fromString("3f2a91bc-58d1-4c7e-9b0a-6f1e2d3c4b5a");
  private static final Instant MORNING = Instant.parse("2030-01-31T08:00:00.123456Z");

  @TempDir Path folder;
  private final Queue<AuditPage> pages = new ConcurrentLinkedQueue<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Typed operator;
  private String tokenFile = "";

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/admin/audit", this::answer);
    server.start();
    operator = new Typed(folder, "http://127.0.0.1:" + server.getAddress().getPort());
    tokenFile = Files.writeString(folder.resolve("token"), TOKEN + "\n").toString();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      questions.add(String.valueOf(exchange.getRequestURI().getQuery()));
      AuditPage page = pages.poll();
      boolean known =
          ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      String text =
          known
              ? Json.write(page == null ? new AuditPage(List.of(), null) : page)
              : "{\"code\":\"not-signed-in\",\"title\":\"no\",\"status\":401}";
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", known ? "application/json" : "application/problem+json");
      exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static AuditEntry offer(Instant at) {
    return new AuditEntry(
        UUID.randomUUID(),
        at,
        "OFFER",
        "alice",
        UUID.randomUUID(),
        TRANSFER,
        "bob",
        "203.0.113.9",
        "done",
        "correlation-1",
        false,
        null);
  }

  private static AuditEntry parked(Instant at) {
    return new AuditEntry(
        UUID.randomUUID(),
        at,
        "PARK",
        null,
        null,
        TRANSFER,
        "bob",
        null,
        "done",
        null,
        false,
        null);
  }

  private Ended audit(String... options) {
    String[] words = new String[options.length + 4];
    words[0] = "admin";
    words[1] = "audit";
    words[2] = "--token-file";
    words[3] = tokenFile;
    System.arraycopy(options, 0, words, 4, options.length);
    return operator.type(words);
  }

  private static AuditPage page(@Nullable String next, AuditEntry... entries) {
    return new AuditPage(List.of(entries), next);
  }

  @Test
  void showsOneEntryALine() {
    pages.add(page(null, offer(MORNING), parked(MORNING.plusSeconds(1))));
    Ended ended = audit();
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
    assertThat(ended.lines()).hasSize(3);
    assertThat(ended.lines().getFirst()).startsWith("TIME ").endsWith("RESULT");
    assertThat(ended.lines().get(1).split(" +"))
        .containsExactly(
            "2030-01-31T08:00:00Z",
            "@alice",
            "offer",
            TRANSFER.toString(),
            "@bob",
            "203.0.113.9",
            "done");
    assertThat(ended.lines().get(2)).contains("  park  ", "  @bob  ");
    assertThat(questions).containsExactly("limit=100");
  }

  @Test
  void keepsToTheSchemaUnderJson() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(CommandsTest.SCHEMA));
    pages.add(page(null, offer(MORNING), parked(MORNING)));
    Ended ended = audit("--json");
    assertThat(ended.lines()).hasSize(2);
    for (String line : ended.lines()) {
      assertThat(schema.validate(new ObjectMapper().readTree(line))).as(line).isEmpty();
    }
    assertThat(ended.lines().getFirst())
        .contains("\"happenedAt\":\"2030-01-31T08:00:00.123Z\"", "\"action\":\"offer\"");
  }

  @Test
  void readsAllPagesFromATimeOn() {
    pages.add(page("cursor 1", offer(MORNING)));
    pages.add(page(null, parked(MORNING)));
    Ended ended =
        audit(
            "--since",
            "2030-01-31",
            "--until",
            "2030-02-01",
            "--user",
            "@bob",
            "--transfer",
            TRANSFER.toString());
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
    assertThat(ended.lines()).hasSize(3);
    String question =
        "limit=200&transfer="
            + TRANSFER
            + "&user=bob&since=2030-01-31T00:00:00Z&until=2030-02-01T00:00:00Z";
    assertThat(questions).containsExactly(question, question + "&after=cursor 1");
  }

  @Test
  void endsAtTheLimit() {
    pages.add(page("1", offer(MORNING), parked(MORNING)));
    assertThat(audit("--since", "1d", "--limit", "2").lines()).hasSize(3);
    assertThat(questions).hasSize(1).first().asString().startsWith("limit=2&since=");
  }

  @Test
  void followsAndShowsEachOnce() throws Exception {
    AuditEntry first = offer(Instant.now());
    AuditEntry second = parked(Instant.now());
    pages.add(page(null, first));
    pages.add(page(null, first, second));
    pages.add(page(null, first, second));
    Typed.Running running =
        operator.begin("admin", "audit", "--follow", "--json", "--token-file", tokenFile);
    await().atMost(Duration.ofSeconds(60)).until(() -> questions.size() >= 4);
    Ended ended = running.interrupt();
    assertThat(ended.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(ended.lines().subList(0, 2))
        .satisfiesExactly(
            line -> assertThat(line).contains(first.id().toString()),
            line -> assertThat(line).contains(second.id().toString()));
    assertThat(ended.lines().stream().filter(line -> line.contains("\"audit\""))).hasSize(2);
    assertThat(questions.subList(1, 4)).allMatch(each -> each.contains("&since="));
  }

  @Test
  void saysWhatIsWrongWithTheToken() throws IOException {
    Ended none = operator.type("admin", "audit");
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("GLIDE_ADMIN_TOKEN", "--token-file");
    Files.writeString(Path.of(tokenFile), "another token");
    assertThat(audit().code()).isEqualTo(ExitCode.USAGE);
    Files.writeString(Path.of(tokenFile), "another-token-that-the-server-does-not-know");
    Ended wrong = audit();
    assertThat(wrong.code()).isEqualTo(ExitCode.NOT_SIGNED_IN);
    assertThat(wrong.err()).contains("does not take this admin token").doesNotContain("another-");
    Ended missing = operator.type("admin", "audit", "--token-file", folder + "/nothing");
    assertThat(missing.code()).isEqualTo(ExitCode.LOCAL_FILE);
  }

  @Test
  void refusesWhatItCannotMean() {
    for (List<String> wrong :
        List.of(
            List.of("--since", "yesterday"),
            List.of("--since", "2030-13-01"),
            List.of("--transfer", "3f2a"),
            List.of("--limit", "0"),
            List.of("--limit", "201"),
            List.of("--user", "@B"),
            List.of("--follow", "--until", "1h"))) {
      assertThat(audit(wrong.toArray(String[]::new)).code())
          .as("%s", wrong)
          .isEqualTo(ExitCode.USAGE);
    }
    assertThat(operator.type("admin").code()).isEqualTo(ExitCode.USAGE);
    assertThat(operator.type("admin", "everything").code()).isEqualTo(ExitCode.USAGE);
    assertThat(questions).isEmpty();
  }
}

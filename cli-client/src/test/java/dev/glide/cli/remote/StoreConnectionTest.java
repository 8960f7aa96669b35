package dev.glide.cli.remote;

import static dev.glide.cli.remote.CannedServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.shared.trace.Correlation;
import dev.glide.shared.trace.TraceParent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreConnectionTest {
  private static final Patience BRIEF = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(3));
  private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
  private static final Correlation ID = new Correlation("a-command-of-alice");
  private static final byte[] CHUNK = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};

  @Test
  void sendsTheChecksumOfRfc3720() throws Exception {
    try (CannedServer server = new CannedServer(answering(CREATED));
        StoreConnection store = store(server)) {
      store.put(3, CHUNK, CHUNK.length);
      assertThat(server.heads.getFirst())
          .contains("/3 HTTP/1.1\r\n")
          .contains("Glide-Crc32c: e3069283\r\n")
          .contains("Authorization: Bearer old\r\n");
    }
  }

  @Test
  void sendsOneIdWithAllRequests() throws Exception {
    try (CannedServer server = new CannedServer(answering(CREATED, CREATED));
        StoreConnection store = store(server)) {
      store.put(0, CHUNK, CHUNK.length);
      store.put(1, CHUNK, CHUNK.length);
      assertThat(server.heads)
          .hasSize(2)
          .allSatisfy(head ->
              assertThat(head)
                  .contains(
                      "\r\nX-Correlation-Id: " + ID.id() + "\r\n",
                      "\r\ntraceparent: " + TraceParent.of(ID).text() + "\r\n"));
    }
  }

  @Test
  void tellsTheIdOfTheServersOwnTroubleOnly() throws Exception {
    String broken = problem(500, "internal", "");
    try (CannedServer server = new CannedServer(answering(broken, problem(410, "gone", "")));
        StoreConnection store = store(server)) {
      assertThat(catchThrowableOfType(Failure.class, () -> store.get(0, CHUNK)).correlation())
          .contains(ID.id());
      assertThat(catchThrowableOfType(Failure.class, () -> store.get(0, CHUNK)).correlation())
          .isEmpty();
    }
  }

  @Test
  void renewsATicketThatIsRefused() throws Exception {
    String refused = problem(401, "ticket-refused", "");
    try (CannedServer server = new CannedServer(answering(refused, CREATED));
        StoreConnection store = store(server)) {
      store.put(0, CHUNK, CHUNK.length);
      assertThat(server.heads.get(1)).contains("Authorization: Bearer new\r\n");
    }
  }

  @Test
  void triesAgainWhenTheStoreIsBusy() throws Exception {
    String busy = problem(503, "storage-away", "Retry-After: 1\r\n");
    try (CannedServer server = new CannedServer(answering(busy, CREATED));
        StoreConnection store = store(server)) {
      store.put(0, CHUNK, CHUNK.length);
      assertThat(server.heads).hasSize(2);
    }
  }

  @Test
  void fetchesAgainWhatWasDamagedOnTheWay() throws Exception {
    String damaged = answer("123456780");
    try (CannedServer server = new CannedServer(answering(damaged, answer("123456789")));
        StoreConnection store = store(server)) {
      byte[] into = new byte[20];
      assertThat(store.get(0, into)).hasValue(9);
      assertThat(into).startsWith(CHUNK);
    }
  }

  @Test
  void refusesAChunkThatIsTooLarge() throws Exception {
    try (CannedServer server = new CannedServer(answering(answer("123456789")));
        StoreConnection store = store(server)) {
      Failure failure = catchThrowableOfType(Failure.class, () -> store.get(0, new byte[8]));
      assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_AUTHENTIC);
    }
  }

  @Test
  void saysThatAChunkIsNotThere() throws Exception {
    try (CannedServer server = new CannedServer(answering(problem(404, "unknown-chunk", "")));
        StoreConnection store = store(server)) {
      assertThat(store.get(0, new byte[8])).isEmpty();
    }
  }

  @Test
  void tellsWhichChunksAreMissing() throws Exception {
    String body = "{\"code\":\"incomplete\",\"status\":409,\"missing\":\"1-2,5\"}";
    String incomplete =
        "HTTP/1.1 409 Conflict\r\nContent-Type: application/problem+json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (CannedServer server = new CannedServer(answering(incomplete));
        StoreConnection store = store(server)) {
      assertThat(store.complete(6).stream()).containsExactly(1, 2, 5);
    }
  }

  @Test
  void outlastsAServerThatGoesAwayInTheMiddle() throws Exception {
    CannedServer.Script dies = CannedServer.Peer::head;
    try (CannedServer server = new CannedServer(dies, dies, answering(CREATED));
        StoreConnection store = store(server)) {
      store.put(0, CHUNK, CHUNK.length);
      assertThat(server.connections).hasValue(3);
    }
  }

  private static StoreConnection store(CannedServer server) throws Failure {
    Tickets tickets =
        new Tickets() {
          @Override
          public String token() {
            return "old";
          }

          @Override
          public String renew(String refused) {
            return "new";
          }
        };
    Dialer dialer = Dialer.to(server.address(), Optional.empty()).following(ID);
    return new StoreConnection(dialer, BRIEF, new UUID(1, 2), tickets);
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nGlide-Crc32c: e3069283\r\nContent-Length: 9\r\n\r\n" + body;
  }

  private static String problem(int status, String code, String headers) {
    String body = "{\"code\":\"" + code + "\",\"status\":" + status + "}";
    return "HTTP/1.1 %d X\r\n%sContent-Type: application/problem+json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, headers, body.length(), body);
  }
}

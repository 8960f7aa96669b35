package dev.glide.cli.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glide.cli.remote.Json;
import dev.glide.shared.api.Headers;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process that keeps the routes a client needs, in memory, and misbehaves when a
 * test wants it to.
 */
final class FakeGlide implements AutoCloseable {
  final FakeRegistry registry = new FakeRegistry();
  final FakeStore store = new FakeStore(registry);

  /** Every request that came, as {@code METHOD path}. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** The correlation ids of those requests. */
  final Set<String> correlations = ConcurrentHashMap.newKeySet();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  /** What is done with a request instead of answering it. */
  volatile Misbehaviour misbehaviour = _ -> null;

  /** Decides about one request; nothing means to behave. */
  interface Misbehaviour {
    @Nullable Answer of(String request);
  }

  /**
   * An answer.
   *
   * @param status -1 to cut the connection instead
   */
  record Answer(int status, String type, List<String> headers, Payload payload) {
    static final Answer CUT = new Answer(-1, "", List.of(), new Payload(new byte[0]));

    static Answer json(int status, Object record) {
      return new Answer(
          status,
          "application/json",
          List.of(),
          new Payload(Json.write(record).getBytes(StandardCharsets.UTF_8)));
    }

    static Answer empty(int status) {
      return new Answer(status, "text/plain", List.of(), new Payload(new byte[0]));
    }

    static Answer problem(ErrorCode code) {
      return problem(Problem.of(code, code.title()));
    }

    static Answer problem(Problem problem) {
      return new Answer(
          problem.status(),
          Problem.MEDIA_TYPE,
          List.of(),
          new Payload(Json.write(problem).getBytes(StandardCharsets.UTF_8)));
    }

    static Answer bytes(byte[] body, String... headers) {
      return new Answer(200, "application/octet-stream", List.of(headers), new Payload(body));
    }

    Answer retryAfter(int seconds) {
      return new Answer(status, type, List.of("Retry-After", "" + seconds), payload);
    }
  }

  /** The bytes of an answer. */
  static final class Payload {
    final byte[] bytes;

    Payload(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  FakeGlide() throws IOException {
    server = start(0);
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Goes away, keeping everything. */
  void stop() {
    server.stop(0);
  }

  /** Comes back at the same address. */
  void restart() throws IOException {
    server = start(server.getAddress().getPort());
  }

  private HttpServer start(int port) throws IOException {
    HttpServer fresh =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    fresh.setExecutor(threads);
    fresh.createContext("/", this::handle);
    fresh.start();
    return fresh;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String request = exchange.getRequestMethod() + " " + path;
      byte[] body = exchange.getRequestBody().readAllBytes();
      requests.add(request);
      correlations.add(String.valueOf(exchange.getRequestHeaders().getFirst(Headers.CORRELATION)));
      Answer answer = misbehaviour.of(request);
      if (answer == null) {
        answer =
            path.startsWith("/chunks/v1/")
                ? store.answer(exchange, path.substring(11).split("/"), body)
                : registry.answer(exchange, path.substring(8).split("/"), body);
      }
      send(exchange, answer);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.status() < 0) {
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    for (int i = 0; i < answer.headers().size(); i += 2) {
      exchange.getResponseHeaders().set(answer.headers().get(i), answer.headers().get(i + 1));
    }
    byte[] body = answer.payload().bytes;
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  long count(String request) {
    return requests.stream().filter(each -> each.matches(request)).count();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

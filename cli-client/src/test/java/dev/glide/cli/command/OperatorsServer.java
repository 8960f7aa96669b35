package dev.glide.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glide.cli.remote.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A registry as its operator sees it: answers as it was told, and remembers what it was asked. */
final class OperatorsServer implements AutoCloseable {
  static final String TOKEN = "a-token-of-at-least-thirty-two-characters";

  private final HttpServer server;
  private final Map<String, Queue<Object>> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private OperatorsServer(HttpServer server) {
    this.server = server;
  }

  static OperatorsServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OperatorsServer server = new OperatorsServer(http);
    http.createContext("/api/v1/admin/", server::answer);
    http.start();
    return server;
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next request of this kind, such as {@code GET users}, so. */
  OperatorsServer answering(String request, Object record) {
    answers.computeIfAbsent(request, any -> new ConcurrentLinkedQueue<>()).add(record);
    return this;
  }

  /** Method, path below {@code admin/}, query and body of each request. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath().substring("/api/v1/admin/".length());
      String query = exchange.getRequestURI().getQuery();
      String request = exchange.getRequestMethod() + " " + path;
      boolean known =
          ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      if (known) {
        asked.add(
            request + (query == null ? "" : "?" + query) + (body.isEmpty() ? "" : " " + body));
      }
      Queue<Object> waiting = answers.getOrDefault(request, new ConcurrentLinkedQueue<>());
      respond(exchange, known, waiting.poll());
    }
  }

  private static void respond(HttpExchange exchange, boolean known, @Nullable Object record)
      throws IOException {
    if (known && record == null && exchange.getRequestMethod().equals("DELETE")) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    int status = !known ? 401 : record == null ? 404 : 200;
    String text =
        switch (status) {
          case 200 -> Json.write(Objects.requireNonNull(record));
          case 401 -> "{\"code\":\"not-signed-in\",\"title\":\"no\",\"status\":401}";
          default -> "{\"code\":\"unknown-user\",\"title\":\"nobody\",\"status\":404}";
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", status == 200 ? "application/json" : "application/problem+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.glide.runtime.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Takes what is told by OTLP over HTTP with Protocol Buffers, and remembers the spans; for tests.
 */
public final class TraceCollector implements AutoCloseable {
  private static final String SERVICE = "service.name";

  private final HttpServer server;
  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  /**
   * What was told of a piece of work.
   *
   * @param parent empty if it has begun the trace
   */
  public record Span(String service, String name, String trace, String span, String parent) {}

  public static TraceCollector start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TraceCollector collector = new TraceCollector(server);
    server.createContext("/v1/traces", collector::take);
    server.start();
    return collector;
  }

  /** What {@code GLIDE_TRACES_ENDPOINT} says. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All that has been told so far. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Those of one trace. */
  public List<Span> spans(String trace) {
    return spans.stream().filter(each -> each.trace().equals(trace)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      read(Protobuf.read(exchange.getRequestBody().readAllBytes()));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** {@code ExportTraceServiceRequest}: of each resource its scopes, of each scope its spans. */
  private void read(Protobuf request) {
    for (Protobuf resource : request.messages(1)) {
      String service = service(resource.messages(1).getFirst());
      for (Protobuf scope : resource.messages(2)) {
        scope.messages(2).forEach(span -> spans.add(span(service, span)));
      }
    }
  }

  private static String service(Protobuf resource) {
    return resource.messages(1).stream()
        .filter(attribute -> attribute.text(1).equals(SERVICE))
        .map(attribute -> attribute.messages(2).getFirst().text(1))
        .findFirst()
        .orElse("");
  }

  private static Span span(String service, Protobuf span) {
    HexFormat hex = HexFormat.of();
    return new Span(
        service,
        span.text(5),
        hex.formatHex(span.bytes(1)),
        hex.formatHex(span.bytes(2)),
        hex.formatHex(span.bytes(4)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.glide.apart;

import static org.awaitility.Awaitility.await;

import dev.glide.standalone.program.Certificates;
import dev.glide.standalone.program.Ports;
import dev.glide.standalone.program.Server;
import dev.glide.standalone.program.StoredChunk;
import dev.glide.standalone.program.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server made of processes apart: two registries, three relays and two chunk stores behind a
 * gateway, on a plot of the foundation.
 */
final class Stack implements Server {
  private static final int REGISTRIES = 2;
  private static final int RELAYS = 3;
  private static final int CHUNK_STORES = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Plot plot;
  private final Gateway gateway;
  private final Services services;
  private final List<Wire> relayLines;
  private final Bucket bucket;

  private Stack(Plot plot, Gateway gateway, Services services, List<Wire> relayLines) {
    this.plot = plot;
    this.gateway = gateway;
    this.services = services;
    this.relayLines = List.copyOf(relayLines);
    this.bucket = new Bucket(plot.ground().objects(), plot.bucket());
  }

  /** One that does not run yet; clients reach everything through the gateway. */
  static Stack of(Path home, Map<String, String> settings, Optional<Certificates> tls)
      throws IOException {
    return make(Plot.of(home), backends(), settings, tls, List.of());
  }

  /** As above, with everything as usual. */
  static Stack of(Path home) throws IOException {
    return of(home, Map.of(), Optional.empty());
  }

  /** As above, where clients reach each relay along a line of its own. */
  static Stack withLinesToRelays(Path home) throws IOException {
    Gateway.Backends ports = backends();
    List<Wire> lines = new ArrayList<>();
    for (int port : ports.relays()) {
      lines.add(Wire.to(port));
    }
    return make(Plot.of(home), ports, Map.of(), Optional.empty(), lines);
  }

  private static Stack make(
      Plot plot,
      Gateway.Backends ports,
      Map<String, String> settings,
      Optional<Certificates> tls,
      List<Wire> lines)
      throws IOException {
    Gateway gateway = Gateway.in(plot.folder().resolve("gateway"), tls, ports);
    Map<String, String> all = new HashMap<>(settings);
    if (tls.isPresent()) {
      all.put("GLIDE_ORIGINS", gateway.url());
    }
    Map<Integer, String> relayUrls = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      relayUrls.put(ports.relays().get(i), lines.get(i).url());
    }
    Services.Common common = new Services.Common(plot, gateway.innerUrl(), all);
    return new Stack(plot, gateway, Services.on(plot, ports, common, relayUrls), lines);
  }

  private static Gateway.Backends backends() throws IOException {
    return new Gateway.Backends(ports(REGISTRIES), ports(RELAYS), ports(CHUNK_STORES));
  }

  private static List<Integer> ports(int count) throws IOException {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(Ports.free());
    }
    return ports;
  }

  @Override
  public Stack start() throws IOException {
    plot.ground().start();
    services.start();
    gateway.process().start();
    awaitServing();
    return this;
  }

  /** Waits until the gateway has found all of them: it leaves out for a while who was dead. */
  void awaitServing() {
    UUID nobody = new UUID(0, 0);
    for (String path :
        List.of("/api/v1/jwks", "/relay/v1/sessions/" + nobody, "/chunks/v1/" + nobody)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isAnswer(Http.status(gateway.innerUrl() + path)));
    }
  }

  private static boolean isAnswer(int status) {
    return status >= 200 && status < 500;
  }

  @Override
  public String url() {
    return gateway.url();
  }

  @Override
  public int port() {
    return gateway.port();
  }

  Gateway gateway() {
    return gateway;
  }

  Services services() {
    return services;
  }

  String topicPrefix() {
    return plot.topicPrefix();
  }

  Foundation ground() {
    return plot.ground();
  }

  /** In the order of the relays; none where clients reach them through the gateway. */
  List<Wire> relayLines() {
    return relayLines;
  }

  @Override
  public void kill() {
    services.kill();
  }

  @Override
  public void killWithDatabase() {
    plot.ground().postgres().kill();
    services.kill();
  }

  @Override
  public void stop() throws InterruptedException {
    services.stop();
    gateway.process().stop();
  }

  @Override
  public Connection database() throws SQLException {
    return plot.ground().postgres().connect(plot.name());
  }

  /** Of what stacks share only the own part, but all of the database's files. */
  @Override
  public List<Path> places() throws IOException, SQLException {
    List<Path> places = new ArrayList<>();
    places.add(plot.folder());
    places.add(plot.ground().objects().disk().resolve(plot.bucket()));
    places.addAll(plot.segments());
    plot.ground().postgres().checkpoint();
    places.add(plot.ground().postgres().data());
    places.add(plot.ground().postgres().log());
    return places;
  }

  @Override
  public List<StoredChunk> chunks(UUID transfer) throws IOException {
    return bucket.chunks(transfer);
  }

  /** Nothing is left of a day in a bucket, but the gateway has seen what was brought. */
  @Override
  public List<String> daysOfChunks() throws IOException, SQLException {
    return plot.expiryDays(gateway.stored());
  }

  @Override
  public void close() throws IOException {
    services.kill();
    gateway.process().kill();
    for (Wire each : relayLines) {
      each.close();
    }
  }
}

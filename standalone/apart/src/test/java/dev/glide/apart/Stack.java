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
  private final Services.Site site;
  private final Services services;
  private final List<Services> others = new ArrayList<>();
  private final List<Wire> relayLines;
  private final Bucket bucket;

  private Stack(Gateway gateway, Services.Site site, Services services, List<Wire> relayLines) {
    this.plot = site.common().plot();
    this.gateway = gateway;
    this.site = site;
    this.services = services;
    this.relayLines = List.copyOf(relayLines);
    this.bucket = new Bucket(plot.ground().objects(), plot.bucket());
  }

  /** Which processes stand at a site. */
  @FunctionalInterface
  interface Cast {
    Services at(Services.Site site) throws IOException;
  }

  /** One that does not run yet; clients reach everything through the gateway. */
  static Stack of(Path home, Map<String, String> settings, Optional<Certificates> tls)
      throws IOException {
    return of(home, settings, tls, site -> Services.on(site, Version.present()));
  }

  /** As above, of other processes. */
  static Stack of(Path home, Map<String, String> settings, Optional<Certificates> tls, Cast cast)
      throws IOException {
    return make(Plot.of(home), backends(), new Wishes(settings, tls, Map.of()), cast, List.of());
  }

  /** As above, with everything as usual. */
  static Stack of(Path home) throws IOException {
    return of(home, Map.of(), Optional.empty());
  }

  /** As above, where clients reach each relay by its own address. */
  static Stack withOpenRelays(Path home, Map<String, String> settings) throws IOException {
    Gateway.Backends ports = backends();
    Map<Integer, String> urls = new HashMap<>();
    ports.relays().forEach(port -> urls.put(port, "http://127.0.0.1:" + port));
    Wishes wishes = new Wishes(settings, Optional.empty(), urls);
    return make(
        Plot.of(home), ports, wishes, site -> Services.on(site, Version.present()), List.of());
  }

  /** As above, where clients reach each relay along a line of its own. */
  static Stack withLinesToRelays(Path home) throws IOException {
    Gateway.Backends ports = backends();
    List<Wire> lines = new ArrayList<>();
    Map<Integer, String> urls = new HashMap<>();
    for (int port : ports.relays()) {
      Wire line = Wire.to(port);
      lines.add(line);
      urls.put(port, line.url());
    }
    Wishes wishes = new Wishes(Map.of(), Optional.empty(), urls);
    return make(Plot.of(home), ports, wishes, site -> Services.on(site, Version.present()), lines);
  }

  /** How a stack is to be: settings of all services, certificates, relays' own addresses. */
  private record Wishes(
      Map<String, String> settings, Optional<Certificates> tls, Map<Integer, String> relayUrls) {}

  private static Stack make(
      Plot plot, Gateway.Backends ports, Wishes wishes, Cast cast, List<Wire> lines)
      throws IOException {
    Gateway gateway = Gateway.in(plot.folder().resolve("gateway"), wishes.tls(), ports);
    Map<String, String> all = new HashMap<>(wishes.settings());
    if (wishes.tls().isPresent()) {
      all.put("GLIDE_ORIGINS", gateway.url());
    }
    Services.Common common = new Services.Common(plot, gateway.innerUrl(), all);
    Services.Site site = new Services.Site(common, ports, wishes.relayUrls());
    return new Stack(gateway, site, cast.at(site), lines);
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
    return startBut(List.of());
  }

  /** Starts all that does not run but for some of it. */
  Stack startBut(List<Replica> absent) throws IOException {
    plot.ground().start();
    services.startBut(absent);
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

  /** What else could stand in the places of its services; it does not run yet. */
  Services services(Version version) throws IOException {
    Services made = Services.on(site, version);
    others.add(made);
    return made;
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
  public String adminToken() {
    return Services.ADMIN_TOKEN;
  }

  @Override
  public void kill() {
    services.kill();
    others.forEach(Services::kill);
  }

  @Override
  public void killWithDatabase() {
    plot.ground().postgres().kill();
    kill();
  }

  @Override
  public void stop() throws InterruptedException {
    services.stop();
    for (Services each : others) {
      each.stop();
    }
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
    kill();
    gateway.process().kill();
    for (Wire each : relayLines) {
      each.close();
    }
  }
}

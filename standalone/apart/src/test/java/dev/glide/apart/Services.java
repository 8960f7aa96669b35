package dev.glide.apart;

import dev.glide.runtime.process.LogLines;
import dev.glide.standalone.program.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All processes of Glide's own in a stack. */
record Services(List<Replica> registries, List<Replica> relays, List<Replica> chunkStores) {
  private static final String REGISTRY = "registry-service";
  private static final String RELAY = "relay-service";
  private static final String CHUNK_STORE = "chunk-store";

  /** The modules that they are applications of. */
  static final List<String> NAMES = List.of(REGISTRY, RELAY, CHUNK_STORE);

  static final String ADMIN_TOKEN = "of-whoever-runs-this-stack-and-reads-its-audit";

  /** Processes that do not run yet, listening where the gateway looks for them. */
  static Services on(Site site, Version version) throws IOException {
    Common common = site.common();
    return new Services(
        replicas(
            version,
            REGISTRY,
            "registry",
            site,
            Gateway.Backends::registries,
            port -> common.registry()),
        replicas(
            version,
            RELAY,
            "relay",
            site,
            Gateway.Backends::relays,
            port -> common.relay(port, site.relayUrls().getOrDefault(port, ""))),
        replicas(
            version,
            CHUNK_STORE,
            "chunk-store",
            site,
            Gateway.Backends::chunkStores,
            port -> common.chunkStore()));
  }

  private static List<Replica> replicas(
      Version version,
      String service,
      String name,
      Site site,
      Function<Gateway.Backends, List<Integer>> ports,
      IntFunction<Map<String, String>> settings)
      throws IOException {
    List<Replica> made = new ArrayList<>();
    for (int port : ports.apply(site.ports())) {
      String own = name + "-" + (made.size() + 1);
      Replica.Place place = new Replica.Place(site.common().plot(), port);
      made.add(Replica.of(version, service, own, place, settings.apply(port)));
    }
    return made;
  }

  /**
   * Where all of them are.
   *
   * @param relayUrls by the port of a relay: where clients reach that very one
   */
  record Site(Common common, Gateway.Backends ports, Map<Integer, String> relayUrls) {}

  /** The first, third … of each kind from here, the others from there; both of one site. */
  Services alternatingWith(Services others) {
    return new Services(
        alternating(registries, others.registries),
        alternating(relays, others.relays),
        alternating(chunkStores, others.chunkStores));
  }

  private static List<Replica> alternating(List<Replica> some, List<Replica> others) {
    return IntStream.range(0, some.size())
        .mapToObj(i -> i % 2 == 0 ? some.get(i) : others.get(i))
        .toList();
  }

  /**
   * What replicas are told.
   *
   * @param registryUrl where chunk stores and relays find a registry
   * @param more for all of them, over everything else
   */
  record Common(Plot plot, String registryUrl, Map<String, String> more) {
    private Map<String, String> settings(Map<String, String> own) {
      Map<String, String> all = new HashMap<>(own);
      all.put("GLIDE_KAFKA_BOOTSTRAP", plot.ground().kafka().bootstrap());
      all.put("GLIDE_KAFKA_PREFIX", plot.topicPrefix());
      all.putAll(more);
      return all;
    }

    private Map<String, String> registry() {
      return settings(
          Map.of(
              "GLIDE_DATABASE_URL", plot.ground().postgres().url(plot.name()),
              "GLIDE_DATABASE_USER", plot.ground().postgres().user(),
              "GLIDE_DATABASE_PASSWORD", plot.ground().postgres().password(),
              "GLIDE_ADMIN_TOKEN", ADMIN_TOKEN));
    }

    private Map<String, String> chunkStore() {
      Map<String, String> own = new HashMap<>(plot.ground().objects().settings(plot.bucket()));
      own.put("GLIDE_REGISTRY_URL", registryUrl);
      return settings(own);
    }

    private Map<String, String> relay(int port, String url) {
      Map<String, String> own = new HashMap<>();
      own.put("GLIDE_REGISTRY_URL", registryUrl);
      own.put("GLIDE_RELAY_ADDRESS", "http://127.0.0.1:" + port);
      // What is left when it is told to stop moves on in a moment; nobody has to wait for more.
      own.put("GLIDE_RELAY_DRAIN", "5s");
      if (!url.isEmpty()) {
        own.put("GLIDE_RELAY_URL", url);
      }
      return settings(own);
    }
  }

  /** Fills the caches: one process of each service is started and stopped. */
  static void train(Plot plot, Version version) throws IOException {
    Gateway.Backends ports =
        new Gateway.Backends(List.of(Ports.free()), List.of(Ports.free()), List.of(Ports.free()));
    Common nobodyElse = new Common(plot, "http://127.0.0.1:1", Map.of());
    Services trained = on(new Site(nobodyElse, ports, Map.of()), version);
    trained.start();
    try {
      trained.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the services were trained", e);
    }
  }

  Stream<Replica> all() {
    return Stream.of(registries, relays, chunkStores).flatMap(List::stream);
  }

  /** Starts those that do not run, and waits until all serve. */
  void start() throws IOException {
    startBut(List.of());
  }

  /** As above, but for these. */
  void startBut(List<Replica> absent) throws IOException {
    List<Replica> present = all().filter(each -> !absent.contains(each)).toList();
    for (Replica each : present) {
      each.process().launch();
    }
    present.forEach(each -> each.process().awaitReady());
  }

  /** SIGTERM to all at once, and waits for their ends. */
  void stop() throws InterruptedException {
    all().forEach(each -> each.process().terminate());
    for (Replica each : all().toList()) {
      each.process().stop();
    }
  }

  void kill() {
    all().forEach(each -> each.process().kill());
  }

  /** The names of those services that have logged a line with this value there. */
  Set<String> thatLogged(String pointer, String value) throws IOException {
    Set<String> services = new TreeSet<>();
    for (Replica each : all().toList()) {
      LogLines.of(each.process().running().err()).lines().stream()
          .filter(line -> line.at(pointer).asText().equals(value))
          .map(line -> line.path("service").asText())
          .forEach(services::add);
    }
    return services;
  }
}

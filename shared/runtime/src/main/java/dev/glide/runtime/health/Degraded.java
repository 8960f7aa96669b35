package dev.glide.runtime.health;

import dev.glide.shared.api.Headers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says what is away: in a header of every answer while something is, and as a metric. Neither
 * liveness nor readiness falls for it: another instance would lack the same.
 */
@Singleton
final class Degraded {
  private static final String GAUGE = "glide.degraded";

  /** Before all that answers. */
  private static final int ORDER = -310;

  private final List<Reliance> reliances;

  Degraded(@All List<Reliance> reliances) {
    this.reliances = reliances.stream().sorted(Comparator.comparing(Reliance::what)).toList();
  }

  void start(@Observes StartupEvent event, MeterRegistry metrics) {
    measure(metrics);
  }

  void measure(MeterRegistry metrics) {
    for (Reliance each : reliances) {
      Gauge.builder(GAUGE, each, reliance -> reliance.isAway() ? 1 : 0)
          .description("whether it can't be used now, and the service does without")
          .tag("what", each.what())
          .register(metrics);
    }
  }

  void register(@Observes Router router) {
    router.route().order(ORDER).handler(this::tell);
  }

  private void tell(RoutingContext routing) {
    String away =
        reliances.stream()
            .filter(Reliance::isAway)
            .map(Reliance::what)
            .collect(Collectors.joining(", "));
    if (!away.isEmpty()) {
      routing.response().putHeader(Headers.DEGRADED, away);
    }
    routing.next();
  }
}

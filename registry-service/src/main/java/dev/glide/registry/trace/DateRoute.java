package dev.glide.registry.trace;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells the time with the keys: what everybody may ask, and asks who wants to know whether the
 * clocks of both sides agree.
 */
@Singleton
final class DateRoute {
  private static final int ORDER = -299;

  /** RFC 9110, section 5.6.7. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;

  DateRoute(Clock clock) {
    this.clock = clock;
  }

  void register(@Observes Router router) {
    router.route("/api/v1/jwks").order(ORDER).handler(this::tell);
  }

  private void tell(RoutingContext routing) {
    routing.response().putHeader(HttpHeaders.DATE, FORMAT.format(clock.instant()));
    routing.next();
  }
}

package dev.glide.registry.relay;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.RelayEvent;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears what relays say of themselves. */
@Singleton
public final class Heartbeats {
  private static final Logger LOG = Logger.getLogger(Heartbeats.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MAX_ORIGIN_LENGTH = 255;

  private final Relays relays;
  private final Evacuation evacuation;

  Heartbeats(Relays relays, Evacuation evacuation) {
    this.relays = relays;
    this.evacuation = evacuation;
  }

  /** What can't be used is dropped: it would not be better the next time. */
  @Incoming(Channels.RELAY)
  public void fromChannel(RelayEvent event) {
    try {
      hear(event);
    } catch (IllegalArgumentException e) {
      LOG.warnf("the announcement of a relay is of no use: %s", e.getMessage());
    }
  }

  /**
   * Hears one.
   *
   * @throws IllegalArgumentException if it can't be used, with the reason
   */
  private void hear(RelayEvent event) {
    check(event);
    switch (relays.hear(event)) {
      case LATE ->
          LOG.warnf(
              "what the relay %s says arrives long after it says that it was said: are the clocks"
                  + " of both machines right?",
              event.relay());
      case STALE, OLD -> {}
      case NEWS -> {
        if (event.draining()) {
          evacuation.start(event.relay());
        }
      }
    }
  }

  private static void check(RelayEvent event) {
    @Nullable UUID id = event.id();
    @Nullable Instant at = event.at();
    @Nullable String relay = event.relay();
    if (id == null || at == null || relay == null || !ID.matcher(relay).matches()) {
      throw new IllegalArgumentException("id, at and relay must be there and well-formed");
    }
    if (!isOrigin(event.address()) || (event.url() != null && !isOrigin(event.url()))) {
      throw new IllegalArgumentException(
          "address and url must be origins, such as http://10.0.0.7:8080");
    }
    if (event.sessions() < 0 || event.maxSessions() < 0) {
      throw new IllegalArgumentException("sessions and maxSessions can't be negative");
    }
  }

  private static boolean isOrigin(@Nullable String text) {
    if (text == null || text.length() > MAX_ORIGIN_LENGTH) {
      return false;
    }
    try {
      URI uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      // Not the host: that is empty where a name has an underscore, as names of containers have.
      String authority = uri.getRawAuthority();
      return web
          && authority != null
          && authority.indexOf('@') < 0
          && !authority.startsWith(":")
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

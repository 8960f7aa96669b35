package dev.glide.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What a relay can be told: {@code glide.relay.*}. */
@ConfigMapping(prefix = "glide.relay")
public interface RelayConfig {
  /** Internal origin, where other relays reach this one; else its port on the loopback address. */
  Optional<String> address();

  /** Origin where clients can reach this very relay, if there is one. */
  Optional<String> url();

  /** Sessions at once; with 0 the registry never assigns it. */
  @WithDefault("1000")
  int maxSessions();

  /** Sessions at once with one user on either side. */
  @WithDefault("64")
  int maxSessionsPerUser();

  /** Bytes a second of one session, both directions together; 0 for no limit. */
  @WithDefault("0")
  long bytesPerSecond();

  /** How long a connection waits for its partner. */
  @WithDefault("30s")
  Duration waiting();

  /** How long a pair may be silent. */
  @WithDefault("60s")
  Duration idle();

  /** How old a connection may become. */
  @WithDefault("24h")
  Duration lifetime();

  /** How long it is known how a connection ended. */
  @WithDefault("60s")
  Duration memory();

  /** How often the registry hears of this relay. */
  @WithDefault("2s")
  Duration beat();

  /** How long sessions may go on once this relay has been told to stop. */
  @WithDefault("20s")
  Duration drain();

  /** Sockets of devices that are online. */
  Presence presence();

  /** What concerns presence. */
  interface Presence {
    /** How often a silent socket is asked whether it is still there. */
    @WithDefault("10s")
    Duration ping();

    /** A socket that has been silent for this long is dead. */
    @WithDefault("30s")
    Duration dead();

    /**
     * How often the registry is told again of a connection that lasts: much more often than what is
     * said of presence is kept for registries that start.
     */
    @WithDefault("1h")
    Duration sayAgain();

    /** Sockets at once. */
    @WithDefault("20000")
    int maxSockets();

    /** Sockets at once of one user. */
    @WithDefault("64")
    int maxSocketsPerUser();
  }
}

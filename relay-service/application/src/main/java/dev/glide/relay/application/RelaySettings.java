package dev.glide.relay.application;

import dev.glide.runtime.settings.Draft;
import dev.glide.runtime.settings.Form;
import dev.glide.runtime.settings.Setting;
import dev.glide.runtime.settings.SettingsTable;
import java.util.List;
import java.util.stream.Stream;

/** What a relay can be told. */
public final class RelaySettings {
  private static final List<Setting> PLACE =
      List.of(
          Setting.of(
                  "GLIDE_REGISTRY_URL",
                  "glide.registry.url",
                  Form.origin(),
                  "where the registry publishes the keys of its tickets")
              .mandatory(),
          Setting.of(
              OwnAddress.NAME,
              OwnAddress.PROPERTY,
              Form.origin(),
              "where other relays reach this one; this machine's address, if none is given"),
          Setting.of(
              "GLIDE_RELAY_URL",
              "glide.relay.url",
              Form.origin(),
              "where clients reach this very relay, if they can"));

  private static final List<Setting> LIMITS =
      List.of(
          number(
              "GLIDE_RELAY_MAX_SESSIONS", "max-sessions", "1000", "sessions at once; 0 for none"),
          number(
              "GLIDE_RELAY_MAX_SESSIONS_PER_USER",
              "max-sessions-per-user",
              "64",
              "sessions at once with one user on either side"),
          Setting.of(
                  "GLIDE_RELAY_BYTES_PER_SECOND",
                  "glide.relay.bytes-per-second",
                  Form.number(0, Long.MAX_VALUE),
                  "of one session, both directions together; 0 for no limit")
              .or("0"),
          number(
              "GLIDE_RELAY_PRESENCE_MAX_SOCKETS",
              "presence.max-sockets",
              "20000",
              "devices that are online here"),
          number(
              "GLIDE_RELAY_PRESENCE_MAX_SOCKETS_PER_USER",
              "presence.max-sockets-per-user",
              "64",
              "devices of one user that are online here"));

  private static final List<Setting> TIMES =
      List.of(
          time(
              "GLIDE_RELAY_BEAT",
              "beat",
              "2s",
              "how often it announces itself; the same as with the registry"),
          time(
              "GLIDE_RELAY_DRAIN",
              "drain",
              "20s",
              "how long it waits for its sessions to move once it has been told to stop"),
          time("GLIDE_RELAY_WAITING", "waiting", "30s", "how long a connection waits for another"),
          time("GLIDE_RELAY_IDLE", "idle", "60s", "how long a session may be silent"),
          time("GLIDE_RELAY_LIFETIME", "lifetime", "24h", "how old a connection may become"),
          time("GLIDE_RELAY_MEMORY", "memory", "60s", "how long it is known how one ended"),
          time(
              "GLIDE_RELAY_PRESENCE_PING",
              "presence.ping",
              "10s",
              "how often a silent device is asked whether it is still there"),
          time(
              "GLIDE_RELAY_PRESENCE_DEAD",
              "presence.dead",
              "30s",
              "a device that has been silent for this long is gone"));

  public static final SettingsTable TABLE =
      new SettingsTable(
          "relay",
          Stream.of(PLACE, LIMITS, TIMES).flatMap(List::stream).toList(),
          List.of(OwnAddress::unlessGiven, RelaySettings::goesOnceDrained));

  private RelaySettings() {}

  /**
   * Once it has drained there is nothing under way that anybody waits for; but Quarkus counts a
   * connection that has left HTTP as a request that never ends.
   */
  private static void goesOnceDrained(Draft draft) {
    draft.property("quarkus.shutdown.timeout", "0S");
  }

  private static Setting number(String name, String property, String standard, String meaning) {
    return Setting.of(name, "glide.relay." + property, Form.number(0, Integer.MAX_VALUE), meaning)
        .or(standard);
  }

  private static Setting time(String name, String property, String standard, String meaning) {
    return Setting.of(name, "glide.relay." + property, Form.duration(), meaning).or(standard);
  }
}

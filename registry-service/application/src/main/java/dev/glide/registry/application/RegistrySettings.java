package dev.glide.registry.application;

import dev.glide.runtime.settings.Form;
import dev.glide.runtime.settings.Setting;
import dev.glide.runtime.settings.SettingsTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the registry can be told. */
public final class RegistrySettings {
  /** A token that is guessed opens everything: no short ones. */
  private static final int LEAST_TOKEN_CHARACTERS = 32;

  private static final List<Setting> DATABASE =
      List.of(
          Setting.of(
                  "GLIDE_DATABASE_URL",
                  "quarkus.datasource.jdbc.url",
                  new Form(
                      "postgresql://host:port/database, without user and password",
                      RegistrySettings::jdbcUrl),
                  "where the database is")
              .mandatory(),
          Setting.of("GLIDE_DATABASE_USER", "quarkus.datasource.username", Form.text(), "its user")
              .or("glide"),
          Setting.of(
                  "GLIDE_DATABASE_PASSWORD",
                  "quarkus.datasource.password",
                  Form.text(),
                  "the user's password")
              .hidden(),
          Setting.of(
                  "GLIDE_DATABASE_POOL",
                  "quarkus.datasource.jdbc.max-size",
                  Form.number(2, 1000),
                  "connections to it at most")
              .or("16"));

  private static final List<Setting> PEOPLE =
      List.of(
          Setting.of(
                  "GLIDE_SIGN_UP",
                  "glide.sign-up",
                  Form.oneOf("open", "invite", "closed"),
                  "who may make an account: open, invite or closed")
              .or("open"),
          Setting.of(
                  "GLIDE_QUOTA_DEFAULT",
                  "glide.quota.default",
                  Form.size(),
                  "what a person's transfers may take in all")
              .or("100G"),
          Setting.of(
              "GLIDE_ORIGINS",
              "glide.origins",
              Form.origins(),
              "addresses that clients use; what the request says, if none is given"),
          Setting.of(
                  "GLIDE_ADMIN_TOKEN",
                  "glide.admin.token",
                  Form.longText(LEAST_TOKEN_CHARACTERS),
                  "opens the operator's requests; without it there are none")
              .hidden(),
          Setting.of(
                  "GLIDE_AUDIT_PUBLISH",
                  "glide.audit.publish",
                  Form.oneOf("true", "false"),
                  "whether the audit goes to its topic, too")
              .or("true"),
          Setting.of(
                  "GLIDE_AUDIT_REFUSALS",
                  "glide.audit.refusals",
                  Form.number(0, 10_000),
                  "refusals a second that the audit keeps; what is beyond is counted in the log")
              .or("20"),
          Setting.of(
              "GLIDE_GATEWAYS",
              "glide.gateways",
              Form.text(),
              "networks of gateways, such as 10.0.0.0/8, whose X-Forwarded-For the audit believes"),
          Setting.of(
                  "GLIDE_SESSION_RELAYS",
                  "glide.session.relays",
                  Form.number(1, 2),
                  "at how many relays at once a session may be")
              .or("1"),
          Setting.of(
                  "GLIDE_DEVICES_MAX_WAITING",
                  "glide.devices.max-waiting",
                  Form.number(1, 1000),
                  "devices of one person that wait to be let in")
              .or("8"));

  private static final List<Setting> TIMES =
      List.of(
          time("GLIDE_ACCESS_LIFE", "glide.access.life", "15m", "how long a sign-in holds"),
          time(
              "GLIDE_TICKET_LIFE", "glide.ticket.life", "1h", "how long a ticket for chunks holds"),
          time(
              "GLIDE_SIGNING_KEY_LIFE",
              "glide.signing-key.life",
              "90d",
              "how long a key signs tickets and sign-ins until another one does; at least 1h"),
          time(
              "GLIDE_SESSION_LIFE",
              "glide.session.life",
              "10m",
              "how long a ticket for a relay holds"),
          time("GLIDE_INVITES_LIFE", "glide.invites.life", "7d", "how long an invite holds"),
          time(
              "GLIDE_DEVICES_WAITING_LIFE",
              "glide.devices.waiting-life",
              "1d",
              "how long a new device waits to be let in"),
          time(
              "GLIDE_TRANSFERS_KEEP_ENDED",
              "glide.transfers.keep-ended",
              "30d",
              "how long it is known how a transfer ended"),
          time("GLIDE_AUDIT_KEEP", "glide.audit.keep", "400d", "how long the audit is kept"),
          time(
              "GLIDE_RELAY_BEAT",
              "glide.relay.beat",
              "2s",
              "how often relays announce themselves; the same as with the relays"),
          time(
              "GLIDE_OUTBOX_POLL",
              "glide.outbox.poll",
              "2s",
              "how often it looks for events that others have left"),
          time(
              "GLIDE_OUTBOX_LEASE",
              "glide.outbox.lease",
              "5s",
              "how long a registry that is not heard of keeps others from publishing"),
          time(
              "GLIDE_OUTBOX_ACKNOWLEDGE_WITHIN",
              "glide.outbox.acknowledge-within",
              "30s",
              "how long Kafka may take to acknowledge events"),
          time(
              "GLIDE_HOUSEKEEPING_EVERY",
              "glide.housekeeping.every",
              "30s",
              "how often it looks for what is overdue"));

  public static final SettingsTable TABLE =
      new SettingsTable(
          "registry", Stream.of(DATABASE, PEOPLE, TIMES).flatMap(List::stream).toList(), List.of());

  private RegistrySettings() {}

  private static Setting time(String name, String property, String standard, String meaning) {
    return Setting.of(name, property, Form.duration(), meaning).or(standard);
  }

  /** A password in an address would end up in logs. */
  private static Optional<String> jdbcUrl(String text) {
    String url = text.replaceFirst("^(jdbc:)?postgres(ql)?://", "");
    boolean known = !url.equals(text);
    String place = url.replaceFirst("\\?.*", "");
    return known && place.matches("[^/@\\s]+/[^/@\\s]+") && !url.matches(".*[?&]password=.*")
        ? Optional.of("jdbc:postgresql://" + url)
        : Optional.empty();
  }
}

package dev.glide.runtime.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a service reaches Kafka; what follows from it goes to every client, whatever it is for. */
final class KafkaSettings {
  private static final String BOOTSTRAP = "GLIDE_KAFKA_BOOTSTRAP";
  private static final String PROTOCOL = "GLIDE_KAFKA_SECURITY_PROTOCOL";
  private static final String MECHANISM = "GLIDE_KAFKA_SASL_MECHANISM";
  private static final String USERNAME = "GLIDE_KAFKA_SASL_USERNAME";
  private static final String PASSWORD = "GLIDE_KAFKA_SASL_PASSWORD";
  private static final String CA_FILE = "GLIDE_KAFKA_CA_FILE";

  private static final String PLAIN = "PLAIN";
  private static final Map<String, String> LOGIN_MODULES =
      Map.of(
          PLAIN,
          "org.apache.kafka.common.security.plain.PlainLoginModule",
          "SCRAM-SHA-256",
          "org.apache.kafka.common.security.scram.ScramLoginModule",
          "SCRAM-SHA-512",
          "org.apache.kafka.common.security.scram.ScramLoginModule");

  static final List<Setting> ALL =
      List.of(
          Setting.of(BOOTSTRAP, "glide.kafka.bootstrap", Form.addresses(), "where Kafka is")
              .mandatory(),
          Setting.of(
              "GLIDE_KAFKA_PREFIX",
              "glide.kafka.prefix",
              Form.name(),
              "put before the name of every topic and consumer group"),
          Setting.of(
                  "GLIDE_KAFKA_CREATE_TOPICS",
                  "glide.kafka.create-topics",
                  Form.flag(),
                  "whether it makes topics that are not there")
              .or("true"),
          Setting.of(
                  "GLIDE_KAFKA_PARTITIONS",
                  "glide.kafka.partitions",
                  Form.number(1, 1000),
                  "partitions of a topic that it makes")
              .or("6"),
          Setting.of(
                  "GLIDE_KAFKA_REPLICATION",
                  "glide.kafka.replication",
                  Form.number(1, 9),
                  "copies of a topic that it makes")
              .or("1"),
          Setting.of(
                  PROTOCOL,
                  "glide.kafka.security-protocol",
                  Form.oneOf("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"),
                  "how it speaks to Kafka: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL")
              .or("PLAINTEXT"),
          Setting.of(
              MECHANISM,
              "glide.kafka.sasl-mechanism",
              Form.oneOf(PLAIN, "SCRAM-SHA-256", "SCRAM-SHA-512"),
              "how it signs in to Kafka: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"),
          Setting.of(USERNAME, "glide.kafka.sasl-username", Form.text(), "as whom"),
          Setting.of(PASSWORD, "glide.kafka.sasl-password", Form.text(), "with which password")
              .hidden(),
          Setting.of(
              CA_FILE,
              "glide.kafka.ca-file",
              Form.file(),
              "certificates (PEM) to trust for Kafka, instead of Java's own"));

  private KafkaSettings() {}

  static void toClients(Draft draft) {
    draft.value(BOOTSTRAP).ifPresent(list -> draft.property("kafka.bootstrap.servers", list));
    draft.value(PROTOCOL).ifPresent(word -> draft.property("kafka.security.protocol", word));
    draft
        .value(CA_FILE)
        .ifPresent(file -> {
          draft.property("kafka.ssl.truststore.type", "PEM");
          draft.property("kafka.ssl.truststore.location", file);
        });
    if (draft.value(PROTOCOL).orElse("").startsWith("SASL")) {
      signIn(draft);
    }
  }

  private static void signIn(Draft draft) {
    Optional<String> mechanism = draft.value(MECHANISM);
    Optional<String> username = draft.value(USERNAME);
    Optional<String> password = draft.value(PASSWORD);
    for (String name : List.of(MECHANISM, USERNAME, PASSWORD)) {
      if (draft.value(name).isEmpty()) {
        draft.problem("%s is missing: %s asks for it".formatted(name, PROTOCOL));
      }
    }
    if (mechanism.isPresent() && username.isPresent() && password.isPresent()) {
      draft.property("kafka.sasl.mechanism", mechanism.get());
      draft.property(
          "kafka.sasl.jaas.config",
          "%s required username=%s password=%s;"
              .formatted(
                  LOGIN_MODULES.get(mechanism.get()),
                  quoted(username.get()),
                  quoted(password.get())));
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

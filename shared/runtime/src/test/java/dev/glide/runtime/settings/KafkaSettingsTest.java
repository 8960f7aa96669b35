package dev.glide.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
  private static final SettingsTable TABLE = new SettingsTable("tea shop", List.of(), List.of());

  private static Settings read(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.putIfAbsent("GLIDE_KAFKA_BOOTSTRAP", "a:1, [::1]:2");
    return Settings.read(TABLE, environment);
  }

  @Test
  void reachesEveryClient() {
    assertThat(read(Map.of()).properties())
        .containsEntry("kafka.bootstrap.servers", "a:1,[::1]:2")
        .containsEntry("kafka.security.protocol", "PLAINTEXT")
        .doesNotContainKey("kafka.sasl.jaas.config");
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String wrong : List.of("kafka", "kafka:0", "kafka:70000", "a:1,,b:2", "http://a:1")) {
      assertThat(read(Map.of("GLIDE_KAFKA_BOOTSTRAP", wrong)).problems()).hasSize(1);
    }
  }

  @Test
  void signsIn() {
    assertThat(
            read(Map.of(
                    "GLIDE_KAFKA_SECURITY_PROTOCOL", "sasl_ssl",
                    "GLIDE_KAFKA_SASL_MECHANISM", "scram-sha-512",
                    "GLIDE_KAFKA_SASL_USERNAME", "tea",
                    "GLIDE_KAFKA_SASL_PASSWORD", "a\"b\\c"))
                .properties())
        .containsEntry("kafka.security.protocol", "SASL_SSL")
        .containsEntry("kafka.sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry(
            "kafka.sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"tea\" password=\"a\\\"b\\\\c\";");
  }

  @Test
  void asksForAllThatSigningInNeeds() {
    assertThat(read(Map.of("GLIDE_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")).problems())
        .containsExactly(
            "GLIDE_KAFKA_SASL_MECHANISM is missing: GLIDE_KAFKA_SECURITY_PROTOCOL asks for it",
            "GLIDE_KAFKA_SASL_USERNAME is missing: GLIDE_KAFKA_SECURITY_PROTOCOL asks for it",
            "GLIDE_KAFKA_SASL_PASSWORD is missing: GLIDE_KAFKA_SECURITY_PROTOCOL asks for it");
  }

  @Test
  void trustsTheCertificatesThatAreGiven(@TempDir Path folder) throws Exception {
    String file = Files.writeString(folder.resolve("ca.pem"), "x").toString();
    assertThat(read(Map.of("GLIDE_KAFKA_CA_FILE", file)).properties())
        .containsEntry("kafka.ssl.truststore.type", "PEM")
        .containsEntry("kafka.ssl.truststore.location", file);
    assertThat(read(Map.of("GLIDE_KAFKA_CA_FILE", file + "x")).problems()).hasSize(1);
  }
}

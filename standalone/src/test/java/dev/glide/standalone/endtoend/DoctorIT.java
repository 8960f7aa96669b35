package dev.glide.standalone.endtoend;

import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.standalone.program.Certificates;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Person;
import dev.glide.standalone.program.Server;
import dev.glide.standalone.program.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code glide doctor} says of a line on which one thing is wrong. */
class DoctorIT extends SharedScene {
  private static final Pattern DATE = Pattern.compile("(?i)\r\ndate: (.{29})\r\n");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  @AfterEach
  void leaveTheLineAlone() {
    alice.wire().meddle((bytes, length) -> {});
  }

  private List<JsonNode> ills() throws Exception {
    GlideProcess.Ended ended = alice.run("doctor", "--json").expect(1, "not-well");
    return ended.events().stream()
        .filter(event -> event.path("event").asText().equals("check"))
        .filter(event -> !event.path("good").asBoolean())
        .toList();
  }

  private static List<String> whats(List<JsonNode> events) {
    return events.stream().map(event -> event.path("what").asText()).toList();
  }

  /** What was brought to try it does not count against anybody. */
  private void awaitNothingLeft() {
    awaitThat(() -> alice.registry().reservedBytes() == 0);
    awaitThat(() -> alice.registry().inbox().isEmpty());
  }

  @Test
  void findsNothingWrongAndLeavesNothing() throws Exception {
    GlideProcess.Ended ended = alice.run("doctor", "--json").orFail();
    assertThat(ended.events())
        .filteredOn(event -> event.has("bytesPerSecond"))
        .hasSize(3)
        .allMatch(event -> event.path("bytesPerSecond").asDouble() > 0);
    assertThat(whats(ended.events()))
        .contains("relay", "into the chunk store", "out of the chunk store", "through the relay");
    awaitNothingLeft();
    UUID specimen = alice.registry().sent().getFirst();
    awaitThat(() -> isDeleted(specimen));
  }

  /** Files that go while they are looked for are not all gone yet. */
  private boolean isDeleted(UUID transfer) throws IOException {
    try {
      return server.chunks(transfer).isEmpty();
    } catch (UncheckedIOException vanishing) {
      return false;
    }
  }

  @Test
  void tellsThatTheClocksDiffer() throws Exception {
    alice.wire().meddle(DoctorIT::turnForward);
    List<JsonNode> ills = ills();
    assertThat(whats(ills)).containsExactly("clock");
    assertThat(ills.getFirst().path("message").asText()).contains("behind the server's");
    assertThat(ills.getFirst().path("hint").asText()).contains("clock");
  }

  /** As if the server's clock went ten minutes ahead; as many bytes as before. */
  private static void turnForward(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    Matcher date = DATE.matcher(text);
    if (date.find()) {
      String later =
          ZonedDateTime.now(ZoneOffset.UTC).plus(Duration.ofMinutes(10)).format(HTTP_DATE);
      System.arraycopy(
          later.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, date.start(1), later.length());
    }
  }

  /** Breaks the connection of whoever asks for something that begins like this. */
  private static Wire.Meddler without(String... beginnings) {
    return (bytes, length) -> {
      String text = new String(bytes, 0, Math.min(length, 100), StandardCharsets.ISO_8859_1);
      for (String each : beginnings) {
        if (text.startsWith(each)) {
          throw new IOException("nothing of this kind gets through");
        }
      }
    };
  }

  @Test
  void tellsThatNoRelayIsReached() throws Exception {
    alice.wire().meddle(without("GET /relay/"));
    List<JsonNode> ills = ills();
    assertThat(whats(ills)).containsExactly("relay", "through the relay");
    assertThat(ills).allMatch(ill -> ill.path("hint").asText().contains("proxy"));
    awaitNothingLeft();
  }

  @Test
  void tellsThatTheStoreIsAway() throws Exception {
    alice.wire().meddle(without("PUT /chunks/", "GET /chunks/"));
    assertThat(whats(ills())).containsOnly("chunk store");
    awaitNothingLeft();
  }

  @Test
  void tellsThatNothingAnswers() throws Exception {
    alice.wire().cut();
    assertThat(whats(ills())).containsExactly("connection");
  }

  @Test
  void tellsWhatIsWrongWithTheCertificate() throws Exception {
    Certificates made = Certificates.make(folder.resolve("tls"), "EC");
    try (Server secure = Server.in(folder.resolve("secure"), made).start()) {
      Person trusting =
          Person.unregistered(
              "trusting", folder, Map.of("GLIDE_CA", made.certificate().toString()));
      trusting.run("register", "trusting", "--server", secure.url()).orFail();
      GlideProcess.Ended well = trusting.run("doctor", "--json").orFail();
      assertThat(whats(well.events())).contains("certificate", "through the relay");

      Person doubting = Person.unregistered("doubting", folder, Map.of());
      List<JsonNode> events =
          doubting.run("doctor", "--json", "--server", secure.url()).expect(1, "not-well").events();
      assertThat(events)
          .filteredOn(event -> event.path("what").asText().equals("certificate"))
          .singleElement()
          .satisfies(event -> {
            assertThat(event.path("good").asBoolean()).isFalse();
            assertThat(event.path("message").asText()).contains("signed by itself");
          });
    }
  }
}

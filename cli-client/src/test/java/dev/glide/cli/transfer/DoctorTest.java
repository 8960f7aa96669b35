package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.identity.Settings;
import dev.glide.cli.session.FakeRelay;
import dev.glide.cli.session.Meddler;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.trace.Correlation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path temp;
  private FakeGlide server;
  private FakeRelay relay;
  private Person alice;

  @BeforeEach
  void start() throws Exception {
    server = new FakeGlide();
    relay = new FakeRelay(server.port());
    alice = Person.register("alice", relay.url(), temp);
  }

  @AfterEach
  void stop() throws Exception {
    alice.close();
    relay.close();
    server.close();
  }

  private static List<Finding> found(Settings settings, Clock clock) {
    List<Finding> all = new ArrayList<>();
    new Doctor(settings, clock, Correlation.fresh(), all::add).examine();
    return all;
  }

  private List<Finding> found() {
    return found(alice.settings, Clock.systemUTC());
  }

  /** The only thing that is wrong. */
  private Finding ill() {
    List<Finding> ills = found().stream().filter(finding -> !finding.good()).toList();
    assertThat(ills).hasSize(1);
    assertThat(ills.getFirst().hint()).isPresent();
    return ills.getFirst();
  }

  private void refuse(String requests, ErrorCode why) {
    server.misbehaviour =
        request -> request.matches(requests) ? FakeGlide.Answer.problem(why) : null;
  }

  @Test
  void findsNothingWrongWithAServerThatWorksAndLeavesNothing() {
    assertThat(found())
        .allMatch(Finding::good)
        .extracting(Finding::what)
        .containsExactly(
            "address",
            "connection",
            "registry",
            "clock",
            "sign-in",
            "relay",
            "chunk store",
            "into the chunk store",
            "out of the chunk store",
            "through the relay");
    assertThat(found())
        .filteredOn(finding -> finding.bytesPerSecond().isPresent())
        .hasSize(3)
        .allMatch(finding -> finding.words().startsWith("8.39 MB in "));
    assertThat(server.count("POST /api/v1/transfers/.*/cancel")).isEqualTo(2);
    assertThat(server.count("POST /chunks/v1/.*/complete")).isZero();
  }

  @Test
  void saysWhichAddressDoesNotAnswer() {
    server.stop();
    Finding last = found().getLast();
    assertThat(last.good()).isFalse();
    assertThat(last.words()).contains(relay.url());
  }

  @Test
  void saysThatNobodyIsRegistered() throws Exception {
    Finding last = found(Person.settings(server, temp.resolve("new")), Clock.systemUTC()).getLast();
    assertThat(last.good()).isFalse();
    assertThat(last.hint().orElse("")).contains("glide register");
  }

  @Test
  void saysWhoseClockIsWrong() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
    assertThat(found(alice.settings, late))
        .anySatisfy(finding -> {
          assertThat(finding.what()).isEqualTo("clock");
          assertThat(finding.good()).isFalse();
          assertThat(finding.words()).matches("(299|300|301) s behind the server's");
          assertThat(finding.hint().orElse("")).contains("clock");
        });
  }

  @Test
  void saysThatTheStoreDoesNotTakeAnything() {
    refuse("PUT /chunks/.*", ErrorCode.TOO_LARGE);
    Finding ill = ill();
    assertThat(ill.what()).isEqualTo("chunk store");
    assertThat(server.count("POST /api/v1/transfers/.*/cancel")).isEqualTo(1);
  }

  @Test
  void saysThatTheStoreGivesBackSomethingElse() {
    server.misbehaviour =
        request ->
            request.matches("GET /chunks/.*/1") ? FakeGlide.Answer.bytes(new byte[100]) : null;
    assertThat(ill().words()).contains("something else");
  }

  @Test
  void saysThatThereIsNoRelay() {
    refuse("POST /api/v1/transfers/.*/session", ErrorCode.NO_RELAY);
    assertThat(ill().what()).isEqualTo("through the relay");
  }

  @Test
  void saysThatARelayRefuses() {
    relay.refuse(ErrorCode.DRAINING);
    assertThat(found())
        .filteredOn(finding -> !finding.good())
        .extracting(Finding::what)
        .containsExactly("relay", "through the relay");
  }

  @Test
  void saysThatTheRelayChangesWhatPasses() {
    relay.meddle(flow -> flow.from().name().equals("SENDER") ? flipping() : Meddler.HONEST);
    assertThat(ill().words()).contains("something else came through the relay");
  }

  @Test
  void saysThatTheQuotaIsFull() {
    refuse("PUT /api/v1/transfers/.*", ErrorCode.QUOTA_EXCEEDED);
    assertThat(ill().what()).isEqualTo("transfer to oneself");
  }

  private static Meddler flipping() {
    return (bytes, length, out) -> {
      bytes[0] ^= 1;
      out.write(bytes, 0, length);
    };
  }
}

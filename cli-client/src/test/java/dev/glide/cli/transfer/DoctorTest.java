package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path temp;

  @Test
  void findsNothingWrongWithAServerThatWorks() throws Exception {
    try (FakeGlide server = new FakeGlide();
        Person alice = Person.register("alice", server, temp)) {
      assertThat(new Doctor(alice.settings).examine())
          .allMatch(Doctor.Finding::good)
          .extracting(Doctor.Finding::what)
          .containsExactly("address", "connection", "registry", "clock", "chunk store", "sign-in");
    }
  }

  @Test
  void saysWhichAddressDoesNotAnswer() throws Exception {
    try (FakeGlide server = new FakeGlide();
        Person alice = Person.register("alice", server, temp)) {
      server.stop();
      Doctor.Finding last = new Doctor(alice.settings).examine().getLast();
      assertThat(last.good()).isFalse();
      assertThat(last.words()).contains(server.url());
    }
  }

  @Test
  void saysThatNobodyIsRegistered() throws Exception {
    try (FakeGlide server = new FakeGlide()) {
      Doctor.Finding last = new Doctor(Person.settings(server, temp)).examine().getLast();
      assertThat(last.good()).isFalse();
      assertThat(last.hint().orElse("")).contains("glide register");
    }
  }
}

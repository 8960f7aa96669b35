package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  @TempDir Path temp;
  private FakeGlide server;
  private Person alice;
  private Person bob;

  RoundTripTest(@TempDir Path homes) throws IOException, Failure {
    server = new FakeGlide();
    alice = Person.register("alice", server, homes);
    bob = Person.register("bob", server, homes);
  }

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(temp.resolve("in/photos/empty"));
    Files.write(temp.resolve("in/photos/large"), bytes(9_000_000));
    Files.writeString(temp.resolve("in/photos/small"), "hello");
    Files.createFile(temp.resolve("in/photos/nothing"));
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    server.close();
  }

  @Test
  void aFolderArrives() throws Exception {
    Sender.Sent sent = alice.send(bob, temp.resolve("in/photos"));
    assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.PARKED);
    assertThat(sent.totalBytes()).isEqualTo(9_000_005);
    Receiver.Received received = bob.receive(temp.resolve("out"));
    assertThat(received.roots()).containsExactly(temp.resolve("out/photos").toRealPath());
    assertThat(temp.resolve("out/photos/large"))
        .hasSameBinaryContentAs(temp.resolve("in/photos/large"));
    assertThat(temp.resolve("out/photos/small")).hasContent("hello");
    assertThat(temp.resolve("out/photos/nothing")).isEmptyFile();
    assertThat(temp.resolve("out/photos/empty")).isEmptyDirectory();
    assertThat(new Inbox(bob.member).all()).isEmpty();
  }

  @Test
  void nothingIsLeftOfAFinishedTransfer() throws Exception {
    alice.send(bob, temp.resolve("in/photos"));
    bob.receive(temp.resolve("out"));
    assertThat(temp.resolve("out").toFile().list()).containsExactly("photos");
    assertThat(alice.member.profile().folders().state().resolve("outgoing")).isEmptyDirectory();
  }

  @Test
  void theInboxTellsWhatWaits() throws Exception {
    alice.send(bob, temp.resolve("in/photos"));
    Offer offer = new Inbox(bob.member).find("@alice");
    assertThat(offer.parked()).isTrue();
    assertThat(offer.content())
        .isEqualTo(new Offer.Opened(5, 9_000_005, List.of("photos"), Optional.of("a note")));
    assertThat(new Outgoing(alice.member).find("@bob").content()).isEqualTo(offer.content());
  }

  @Test
  void whatIsDeclinedWaitsNoMore() throws Exception {
    alice.send(bob, temp.resolve("in/photos"));
    Inbox inbox = new Inbox(bob.member);
    inbox.decline(inbox.find("alice"));
    assertThat(inbox.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 4 * 1024 * 1024 - 1, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 100_000_000})
  void aStreamArrives(int length) throws Exception {
    byte[] bytes = bytes(length);
    Sender.Sent sent =
        new Sender(alice.member, Person.BRIEF)
            .sendStream(
                new ByteArrayInputStream(bytes), "a.tar", Person.order(bob), Progress.SILENT);
    assertThat(sent.totalBytes()).isEqualTo(length);
    bob.receive(temp.resolve("out"));
    assertThat(temp.resolve("out/a.tar")).hasBinaryContent(bytes);
  }

  @Test
  void aFileGoesToStandardOutputInOrder() throws Exception {
    byte[] bytes = bytes(50_000_000);
    Files.write(temp.resolve("in/big"), bytes);
    alice.send(bob, temp.resolve("in/big"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Receiver(bob.member, Person.BRIEF)
        .receiveTo(out, new Inbox(bob.member).find("alice"), Progress.SILENT);
    assertThat(out.toByteArray()).isEqualTo(bytes);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}

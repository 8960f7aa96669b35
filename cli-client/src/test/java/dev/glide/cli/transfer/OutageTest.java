package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {
  private final List<String> notes = new CopyOnWriteArrayList<>();

  @Test
  void aPersonIsToldOnceThatTheServerIsAway(@TempDir Path temp) throws Exception {
    try (FakeGlide server = new FakeGlide();
        Person alice = Person.register("alice", server, temp);
        Person bob = Person.register("bob", server, temp)) {
      Path file = Files.writeString(temp.resolve("letter"), "dear Bob");
      server.stop();

      assertThatThrownBy(() ->
              new Sender(alice.member, Person.BRIEF)
                  .send(Person.order(bob, file), noting(), _ -> {}))
          .isInstanceOf(Failure.class);

      assertThat(notes).containsExactly("the server does not answer; trying again for up to 5 s");
    }
  }

  private Progress noting() {
    return new Progress() {
      @Override
      public void stage(String name) {}

      @Override
      public void expect(long totalBytes, long alreadyBytes) {}

      @Override
      public void moved(long bytes) {}

      @Override
      public void note(String line) {
        notes.add(line);
      }
    };
  }
}

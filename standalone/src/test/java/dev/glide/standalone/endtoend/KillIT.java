package dev.glide.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Person;
import dev.glide.standalone.program.Server;
import dev.glide.standalone.program.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any process may be killed at any moment: the same command again goes on, and what arrives is what
 * was sent. {@code glide.kill.seed} repeats a run, {@code glide.kill.points} and {@code
 * glide.kill.megabytes} make it longer.
 */
class KillIT {
  private static final long SEED = Long.getLong("glide.kill.seed", System.nanoTime());
  private static final int POINTS = Integer.getInteger("glide.kill.points", 3);
  private static final long BYTES = Long.getLong("glide.kill.megabytes", 48) << 20;

  private static final int TRIES = 4;

  /** What {@code ok} ends with where nothing waits any more. */
  private static final int NOT_FOUND = 4;

  @TempDir Path folder;

  private enum Victim {
    CLIENT,
    SERVER,
    SERVER_AND_DATABASE
  }

  @Test
  void healsEveryKillByTheSameCommandAgain() throws Exception {
    System.out.println("glide.kill.seed=" + SEED);
    Random random = new Random(SEED);
    try (Server server = Server.in(folder.resolve("server")).start()) {
      Person alice = Person.registered("alice", folder, server);
      Person bob = Person.registered("bob", folder, server);
      Path sent = Tree.make(alice.folder().resolve("film"), SEED, BYTES);
      Map<String, String> expected = Tree.describe(sent);

      Duration sending = timed(alice, "send", "film", "@bob");
      Duration receiving = timed(bob, "ok", "@alice", "--to", "undisturbed");
      assertThat(Tree.describe(bob.folder().resolve("undisturbed/film"))).isEqualTo(expected);

      for (int point = 0; point < POINTS; point++) {
        String target = "disturbed-" + point;
        disturb(server, alice, random, sending, "send", "film", "@bob");
        disturb(server, bob, random, receiving, "ok", "@alice", "--to", target);
        assertThat(Tree.describe(bob.folder().resolve(target + "/film")))
            .as("seed %d, point %d", SEED, point)
            .isEqualTo(expected);
        Tree.delete(bob.folder().resolve(target));
        assertThat(bob.run("reqs").orFail().out()).doesNotContain("film");
      }
    }
  }

  private static Duration timed(Person person, String... command) throws Exception {
    long start = System.nanoTime();
    person.run(command).orFail();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Runs the command, kills somebody at a random moment, and repeats it until it is done. */
  private static void disturb(
      Server server, Person person, Random random, Duration usual, String... command)
      throws Exception {
    Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
    Duration moment = Duration.ofNanos(random.nextLong(usual.toNanos()));
    System.out.printf("%s: %s killed after %d ms%n", command[0], victim, moment.toMillis());
    GlideProcess first = person.start(command);
    boolean done = first.endsWithin(moment);
    kill(victim, server, first);
    GlideProcess.Ended ended = first.await();
    assertThat(done && ended.exitCode() != 0).as("it failed unharmed: %s", ended).isFalse();
    if (ended.exitCode() != 0 && !ended.out().isEmpty()) {
      // Killed when it had told its result: what was left to do, if anything, is for the next one.
      if (command[0].equals("ok")) {
        assertThat(person.run(command).exitCode()).isIn(0, NOT_FOUND);
      }
      return;
    }
    for (int tries = 0; ended.exitCode() != 0; tries++) {
      assertThat(tries).as("tries until %s was done, seed %d", ended, SEED).isLessThan(TRIES);
      ended = person.run(command);
    }
  }

  private static void kill(Victim victim, Server server, GlideProcess client) throws Exception {
    switch (victim) {
      case CLIENT -> client.kill();
      case SERVER -> {
        server.kill();
        server.start();
      }
      case SERVER_AND_DATABASE -> {
        server.killWithDatabase();
        server.start();
      }
    }
  }
}

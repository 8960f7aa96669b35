package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.OnConflict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody with a home of their own, registered at a {@link FakeGlide}. */
final class Person implements AutoCloseable {
  static final Patience BRIEF = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5));

  final String handle;
  final Settings settings;
  final Member member;

  private Person(String handle, Settings settings, Member member) {
    this.handle = handle;
    this.settings = settings;
    this.member = member;
  }

  static Person register(String handle, FakeGlide server, Path temp) throws Failure {
    return register(handle, server.url(), temp);
  }

  static Person register(String handle, String origin, Path temp) throws Failure {
    Settings settings = settings(origin, temp.resolve("home-" + handle));
    new Enrolment(settings).register(handle, Optional.empty(), handle + "'s laptop");
    return new Person(handle, settings, Member.open(settings));
  }

  static Settings settings(FakeGlide server, Path home) {
    return settings(server.url(), home);
  }

  static Settings settings(String origin, Path home) {
    return new Settings(
        Map.of("GLIDE_HOME", home.toString()),
        Optional.empty(),
        Optional.of(origin),
        Optional.empty(),
        false);
  }

  Sender.Sent send(Person to, Path... paths) throws Failure {
    return new Sender(member, BRIEF).send(order(to, paths), Progress.SILENT, _ -> {});
  }

  static SendOrder order(Person to, Path... paths) {
    return new SendOrder(
        List.of(paths), List.of(to.handle), Optional.empty(), Optional.of("a note"));
  }

  Receiver.Received receive(Path folder) throws Failure {
    return receive(folder, BRIEF);
  }

  Receiver.Received receive(Path folder, Patience patience) throws Failure {
    return receive(new Receiver(member, patience), folder);
  }

  /** With the patience that people have. */
  Receiver.Received receiveAsUsual(Path folder) throws Failure {
    return receive(new Receiver(member), folder);
  }

  private Receiver.Received receive(Receiver receiver, Path folder) throws Failure {
    Offer offer = new Inbox(member).all().getFirst();
    return receiver.receive(offer, folder, OnConflict.REFUSE, Progress.SILENT, _ -> {});
  }

  @Override
  public void close() {
    member.close();
  }
}

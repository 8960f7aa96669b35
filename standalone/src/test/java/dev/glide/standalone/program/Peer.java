package dev.glide.standalone.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A person who reaches the server along a line of their own. Closing it ends all that they have
 * started.
 */
public final class Peer implements AutoCloseable {
  private final Person person;
  private final Wire wire;
  private final RegistryView registry;
  private final List<GlideProcess> started = new ArrayList<>();

  private Peer(Person person, Wire wire, RegistryView registry) {
    this.person = person;
    this.wire = wire;
    this.registry = registry;
  }

  /** A new person on a new machine. */
  static Peer registered(String handle, Path parent, Server server)
      throws IOException, InterruptedException {
    Wire wire = Wire.to(server.port());
    Person person = Person.registered(handle, parent, wire.url());
    return new Peer(person, wire, new RegistryView(server, person));
  }

  /** Another machine of the same person, endorsed by this one. */
  Peer another(Path parent, Server server) throws IOException, InterruptedException {
    String handle = handle();
    Wire line = Wire.to(server.port());
    Person machine = Person.unregistered(handle, parent, Map.of());
    String[] link = {"register", handle, "--link", "--json", "--server", line.url()};
    String device = machine.run(link).orFail().event("linked").path("device").asText();
    person.run("devices", "approve", device, "--yes").orFail();
    machine.run(link).orFail();
    return new Peer(machine, line, new RegistryView(server, machine));
  }

  public String handle() {
    return person.handle();
  }

  /** As it stands on a command line. */
  public String at() {
    return "@" + handle();
  }

  public Person person() {
    return person;
  }

  public Wire wire() {
    return wire;
  }

  public RegistryView registry() {
    return registry;
  }

  /** Where {@link #up} and {@link #ok} put what comes. */
  public Path received() throws IOException {
    return Files.createDirectories(person.folder().resolve("received"));
  }

  public Film film(String name, long bytes) throws IOException {
    return Film.make(person.folder().resolve(name), System.nanoTime(), bytes);
  }

  /** Stays online and takes everything from these people. */
  public GlideProcess up(Peer... trusted) throws IOException {
    List<String> command = new ArrayList<>(List.of("up", "--json", "--to", received().toString()));
    for (Peer each : trusted) {
      command.addAll(List.of("--from", each.at()));
    }
    return start(command.toArray(String[]::new));
  }

  /** Is there, and takes nothing by itself but from their own. */
  public GlideProcess waits() throws IOException {
    return up(this);
  }

  public GlideProcess send(Film film, Peer to, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("send", "--json", film.name(), to.at()));
    command.addAll(List.of(options));
    return start(command.toArray(String[]::new));
  }

  public GlideProcess ok(UUID transfer) throws IOException {
    return start("ok", "--json", transfer.toString(), "--to", received().toString());
  }

  public GlideProcess start(String... command) throws IOException {
    return started(person.start(command));
  }

  public GlideProcess startWithInput(String... command) throws IOException {
    return started(person.startWithInput(command));
  }

  public GlideProcess.Ended run(String... command) throws IOException, InterruptedException {
    return start(command).await();
  }

  private GlideProcess started(GlideProcess process) {
    started.add(process);
    return process;
  }

  /** Ends what is started, mends the line, and takes back what has not got anywhere. */
  void calm() throws IOException, InterruptedException {
    end();
    wire.mend();
    wire.hurry();
    for (UUID each : registry.sent()) {
      registry.post("transfers/" + each + "/cancel", "");
    }
    Tree.delete(person.folder());
    Files.createDirectory(person.folder());
  }

  @Override
  public void close() throws IOException {
    end();
    wire.close();
  }

  private void end() {
    started.forEach(GlideProcess::close);
    started.clear();
  }
}

package dev.glide.standalone.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A {@code glide server} that can be killed and started again on the same folder and port. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("glide server ready at (\\S+:\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path home;
  private final Map<String, String> environment;
  private final List<String> options;
  private @Nullable GlideProcess process;
  private String url = "";
  private final int port = Ports.free();

  /**
   * Makes a server that is not running yet.
   *
   * @param home its data folder is {@code data} in it
   */
  public ServerProcess(Path home, String... options) throws IOException {
    this(home, Map.of(), options);
  }

  /** As above, with settings from the environment. */
  public ServerProcess(Path home, Map<String, String> environment, String... options)
      throws IOException {
    this.home = Files.createDirectories(home);
    this.environment = Map.copyOf(environment);
    this.options = List.of(options);
  }

  public ServerProcess start() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--port", Integer.toString(port), "--data", data().toString()));
    arguments.addAll(options);
    GlideProcess started = launch(arguments.toArray(String[]::new));
    process = started;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !started.isAlive() || READY.matcher(started.out()).find());
    Matcher ready = READY.matcher(started.out());
    assertThat(ready.find()).as("the server is ready; it said: %s", started.err()).isTrue();
    url = ready.group(1);
    return this;
  }

  /** Runs {@code glide server} with these options and does not wait for anything. */
  public GlideProcess launch(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addFirst("server");
    return GlideProcess.start(home, home, environment, command).withoutInput();
  }

  public String url() {
    return url;
  }

  public int port() {
    return port;
  }

  public Path data() {
    return home.resolve("data");
  }

  public GlideProcess process() {
    if (process == null) {
      throw new IllegalStateException("the server has not been started");
    }
    return process;
  }

  /** SIGKILL to the Java process; its database keeps running. */
  public void kill() {
    process().kill();
  }

  /** SIGKILL to everything. */
  public void killWithDatabase() throws IOException {
    long database = databasePid();
    kill();
    ProcessHandle.of(database).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** SIGTERM, and waits for the end. */
  public GlideProcess.Ended stop() throws IOException, InterruptedException {
    process().terminate();
    return process().await();
  }

  public boolean databaseRuns() {
    return Files.exists(databaseNote());
  }

  public long databasePid() throws IOException {
    return Long.parseLong(Files.readAllLines(databaseNote()).getFirst());
  }

  /** A connection to the server's own database, as whoever has its folder can make one. */
  public Connection database() throws IOException, SQLException {
    String databasePort = Files.readAllLines(databaseNote()).get(3);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
        "glide",
        Files.readString(data().resolve("postgres/glide-password")));
  }

  /** All that its processes have said so far. */
  public List<Path> logs() throws IOException {
    try (var files = Files.list(home.resolve("logs"))) {
      return files.toList();
    }
  }

  /** Leaves nothing running, whatever happened before. */
  @Override
  public void close() throws IOException {
    if (process == null) {
      return;
    }
    process.terminate();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> !process().isAlive());
    } catch (ConditionTimeoutException stuck) {
      process.close();
    }
    if (databaseRuns()) {
      ProcessHandle.of(databasePid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private Path databaseNote() {
    return data().resolve("postgres/postmaster.pid");
  }
}

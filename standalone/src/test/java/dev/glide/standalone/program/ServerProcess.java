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
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A {@code glide server}, always on the same folder and port. */
public final class ServerProcess implements Server {
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

  /** One as {@link ServerMake} asks for it. */
  static ServerProcess of(Path home, Map<String, String> settings, Optional<Certificates> tls)
      throws IOException {
    String[] options =
        tls.map(made ->
                new String[] {
                  "--tls-cert", made.certificate().toString(), "--tls-key", made.key().toString()
                })
            .orElse(new String[0]);
    return new ServerProcess(home, settings, options);
  }

  @Override
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

  @Override
  public String url() {
    return url;
  }

  @Override
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

  @Override
  public void kill() {
    process().kill();
  }

  @Override
  public void killWithDatabase() throws IOException {
    long database = databasePid();
    kill();
    ProcessHandle.of(database).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process().terminate();
    process().await();
  }

  /** The one that it has made for itself. */
  @Override
  public String adminToken() throws IOException {
    return Files.readString(data().resolve("admin-token")).strip();
  }

  public boolean databaseRuns() {
    return Files.exists(databaseNote());
  }

  public long databasePid() throws IOException {
    return Long.parseLong(Files.readAllLines(databaseNote()).getFirst());
  }

  @Override
  public Connection database() throws IOException, SQLException {
    String databasePort = Files.readAllLines(databaseNote()).get(3);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
        "glide",
        Files.readString(data().resolve("postgres/glide-password")));
  }

  @Override
  public List<Path> places() {
    return List.of(home.resolve("logs"), data());
  }

  @Override
  public List<StoredChunk> chunks(UUID transfer) throws IOException {
    return ChunkFile.in(chunkFolder(), transfer);
  }

  /** A day's folder outlives the transfers in it. */
  @Override
  public List<String> daysOfChunks() throws IOException {
    try (var days = Files.list(chunkFolder())) {
      return days.map(each -> each.getFileName().toString()).toList();
    }
  }

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

  private Path chunkFolder() {
    return data().resolve("chunks").resolve("v1");
  }

  private Path databaseNote() {
    return data().resolve("postgres/postmaster.pid");
  }
}

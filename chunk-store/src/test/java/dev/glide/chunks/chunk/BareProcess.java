package dev.glide.chunks.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.Chunks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A {@link BareServer} in a process with little memory, which it does not survive to exceed. */
final class BareProcess implements AutoCloseable {
  private final UUID transfer;
  private final Process process;
  private final int port;
  private final String ticket;

  /**
   * Starts one and waits until it serves.
   *
   * @param storage arguments that say where chunks lie
   */
  BareProcess(UUID transfer, String... storage) throws IOException {
    this.transfer = transfer;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                transfer.toString()));
    command.addAll(List.of(storage));
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    assertThat(line).as("the server's port and ticket").isNotNull();
    this.port = Integer.parseInt(line.substring(0, line.indexOf(' ')));
    this.ticket = line.substring(line.indexOf(' ') + 1);
  }

  RawConnection connect() throws IOException {
    return new RawConnection(port);
  }

  RawConnection put(RawConnection connection, int index, byte[] chunk) throws IOException {
    return connection.head(
        "PUT /chunks/v1/%s/%d HTTP/1.1".formatted(transfer, index),
        "Authorization: Bearer " + ticket,
        "Glide-Crc32c: " + Chunks.crc32c(chunk),
        "Content-Length: " + chunk.length);
  }

  RawConnection get(RawConnection connection, int index) throws IOException {
    return connection.head(
        "GET /chunks/v1/%s/%d HTTP/1.1".formatted(transfer, index),
        "Authorization: Bearer " + ticket);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package dev.glide.standalone.program;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A chunk as it lies in the server's folder, for whoever runs the server and wants to forge it: the
 * server's own sums are made to fit, so that only the receiver can notice.
 */
public record StoredChunk(Path file, UUID transfer, int index) {
  private static final int TRAILER_BYTES = 44;
  private static final long TRAILER_MAGIC = 0x474c494445434b31L; // "GLIDECK1"

  /** All chunks of a transfer that are there, in order. */
  public static List<StoredChunk> of(ServerProcess server, UUID transfer) throws IOException {
    try (var below = Files.walk(server.data().resolve("chunks").resolve("v1"))) {
      return below
          .filter(each -> name(requireNonNull(each.getParent())).equals(transfer.toString()))
          .map(each -> new StoredChunk(each, transfer, Integer.parseInt(name(each))))
          .sorted(Comparator.comparingInt(StoredChunk::index))
          .toList();
    }
  }

  /**
   * The expiry days of everything that has ever been stored since the server's last sweep, whether
   * or not it is still there: its folder outlives a transfer's.
   */
  public static List<String> days(ServerProcess server) throws IOException {
    try (var days = Files.list(server.data().resolve("chunks").resolve("v1"))) {
      return days.map(StoredChunk::name).toList();
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** The sealed bytes. */
  public byte[] body() throws IOException {
    byte[] all = Files.readAllBytes(file);
    return Arrays.copyOf(all, all.length - TRAILER_BYTES);
  }

  /** Puts other sealed bytes in their place. */
  public void replace(byte[] body) throws IOException {
    CRC32C bodySum = new CRC32C();
    bodySum.update(body);
    ByteBuffer all = ByteBuffer.allocate(body.length + TRAILER_BYTES).put(body);
    all.putLong(TRAILER_MAGIC);
    all.putLong(transfer.getMostSignificantBits()).putLong(transfer.getLeastSignificantBits());
    all.putInt(index).putInt((int) bodySum.getValue()).putLong(body.length);
    CRC32C trailerSum = new CRC32C();
    trailerSum.update(all.array(), body.length, TRAILER_BYTES - 4);
    all.putInt((int) trailerSum.getValue());
    Files.write(file, all.array());
  }
}

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

/** A chunk as a file of its own, with its sums in a trailer. */
record ChunkFile(Path file, UUID transfer, int index) implements StoredChunk {
  private static final int TRAILER_BYTES = 44;
  private static final long TRAILER_MAGIC = 0x474c494445434b31L; // "GLIDECK1"

  /** All chunks of a transfer somewhere below a folder, in order. */
  static List<StoredChunk> in(Path folder, UUID transfer) throws IOException {
    try (var below = Files.walk(folder)) {
      return below
          .filter(each -> name(requireNonNull(each.getParent())).equals(transfer.toString()))
          .map(each -> new ChunkFile(each, transfer, Integer.parseInt(name(each))))
          .sorted(Comparator.comparingInt(ChunkFile::index))
          .<StoredChunk>map(each -> each)
          .toList();
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  @Override
  public byte[] body() throws IOException {
    byte[] all = Files.readAllBytes(file);
    return Arrays.copyOf(all, all.length - TRAILER_BYTES);
  }

  @Override
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

  @Override
  public void damage(byte[] body) throws IOException {
    byte[] all = Files.readAllBytes(file);
    byte[] trailer = Arrays.copyOfRange(all, all.length - TRAILER_BYTES, all.length);
    ByteBuffer damaged = ByteBuffer.allocate(body.length + TRAILER_BYTES).put(body).put(trailer);
    Files.write(file, damaged.array());
  }
}

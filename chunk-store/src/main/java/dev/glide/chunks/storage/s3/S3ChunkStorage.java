package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.CheckedBody;
import dev.glide.chunks.storage.ChunkBody;
import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.Crc32c;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.storage.VerifiedStream;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import io.minio.GetObjectResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chunks as objects {@code v1/<expiry day>/<transfer>/<index>}, announcements as {@code
 * owed/<expiry day>_<transfer>}; of S3 it needs put, get, list and delete.
 *
 * <p>An object appears when all of it is there, so interrupted puts leave nothing behind.
 */
public final class S3ChunkStorage implements ChunkStorage {
  static final String CRC32C_METADATA = "glide-crc32c";

  private static final String CHUNKS = "v1/";
  private static final String OWED = "owed/";

  private final S3Client s3;
  private final StreamedPut streamedPut;
  private final S3Bucket bucket;

  private S3ChunkStorage(S3Client s3, StreamedPut streamedPut, S3Bucket bucket) {
    this.s3 = s3;
    this.streamedPut = streamedPut;
    this.bucket = bucket;
  }

  /** Opens a storage; the server need not be there yet. */
  public static S3ChunkStorage open(ChunkStoreConfig.S3 config) {
    S3Client client = new S3Client(config);
    return new S3ChunkStorage(
        client, new StreamedPut(client.http(), config), new S3Bucket(client, config.bucket()));
  }

  @Override
  public void put(ChunkKey key, long length, Crc32c crc32c, ChunkBody body) throws IOException {
    s3.ready();
    streamedPut.send(object(key), length, crc32c, new CheckedBody(body, length, crc32c));
  }

  @Override
  public Optional<StoredChunk> open(ChunkKey key) throws IOException {
    Optional<GetObjectResponse> found = bucket.open(object(key));
    return found.isPresent() ? Optional.of(chunk(key, found.get())) : Optional.empty();
  }

  @Override
  public BitSet list(TransferKey transfer) throws IOException {
    String prefix = prefix(transfer);
    BitSet indexes = new BitSet();
    for (String name : bucket.names(prefix)) {
      String index = name.substring(prefix.length());
      if (index.matches("0|[1-9][0-9]{0,8}")) {
        indexes.set(Integer.parseInt(index));
      }
    }
    return indexes;
  }

  @Override
  public void delete(TransferKey transfer) throws IOException {
    bucket.remove(owed(transfer));
    bucket.removeAll(prefix(transfer));
  }

  @Override
  public void owe(Announcement announcement) throws IOException {
    bucket.write(owed(announcement.transfer()), announcement.text());
  }

  @Override
  public List<Announcement> owed(int limit) throws IOException {
    List<Announcement> found = new ArrayList<>();
    for (String name : bucket.names(OWED)) {
      if (found.size() == limit) {
        break;
      }
      bucket.read(name).flatMap(Announcement::parse).ifPresent(found::add);
    }
    return found;
  }

  @Override
  public void settle(Announcement announcement) throws IOException {
    bucket.remove(owed(announcement.transfer()));
  }

  @Override
  public Set<LocalDate> days() throws IOException {
    Set<LocalDate> days = new HashSet<>();
    for (String name : bucket.folders(CHUNKS)) {
      try {
        days.add(LocalDate.parse(name.substring(CHUNKS.length()).replace("/", "")));
      } catch (DateTimeParseException e) {
        // Somebody else's object.
      }
    }
    return days;
  }

  @Override
  public void deleteDay(LocalDate day) throws IOException {
    bucket.removeAll(OWED + day + "_");
    bucket.removeAll(CHUNKS + day + "/");
  }

  @Override
  public void sweepLeftovers() {
    // A put that is cut off leaves nothing behind in S3.
  }

  @Override
  public void check() throws IOException {
    if (!s3.bucketExists()) {
      throw new IOException("the chunk store's bucket is not there");
    }
  }

  @Override
  public void close() throws IOException {
    s3.close();
  }

  /** Believes an object only if its own checksum and the server's are one. */
  private static StoredChunk chunk(ChunkKey key, GetObjectResponse object) throws IOException {
    Optional<Crc32c> promised =
        Optional.ofNullable(object.headers().get("x-amz-meta-" + CRC32C_METADATA))
            .flatMap(Crc32c::parse);
    String length = object.headers().get("Content-Length");
    String seen = object.headers().get("x-amz-checksum-crc32c");
    if (promised.isEmpty()
        || length == null
        || (seen != null && !seen.equals(StreamedPut.base64(promised.get())))) {
      object.close();
      throw new GlideException(
          ErrorCode.CHUNK_DAMAGED,
          "chunk %d is damaged in the store: its checksum is missing or another"
              .formatted(key.index()));
    }
    long bytes = Long.parseLong(length);
    return new StoredChunk.InStream(
        new VerifiedStream(object, bytes, promised.get()), bytes, promised.get());
  }

  private static String object(ChunkKey key) {
    return prefix(key.transfer()) + key.index();
  }

  private static String prefix(TransferKey key) {
    return CHUNKS + key.expiryDay() + "/" + key.transfer() + "/";
  }

  private static String owed(TransferKey key) {
    return OWED + key.expiryDay() + "_" + key.transfer();
  }
}

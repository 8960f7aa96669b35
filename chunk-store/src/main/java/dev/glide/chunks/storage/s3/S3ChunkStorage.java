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
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;

/**
 * Chunks as objects {@code v1/<expiry day>/<transfer>/<index>}, announcements as {@link
 * OwedObjects}; of S3 it needs put, get, list and delete.
 *
 * <p>An object appears when all of it is there, so interrupted puts leave nothing behind.
 */
public final class S3ChunkStorage implements ChunkStorage {
  static final String CRC32C_METADATA = "glide-crc32c";

  private static final String CHUNKS = "v1/";
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final S3Client s3;
  private final S3Bucket bucket;
  private final StreamedPut streamedPut;
  private final OwedObjects owed;
  private final Optional<ExpireRule> expireRule;
  private final S3Probe probe;

  private S3ChunkStorage(ChunkStoreConfig.S3 config, OkHttpClient http, S3Calls calls) {
    this.s3 = new S3Client(config, http, calls);
    this.bucket = new S3Bucket(s3, config.bucket());
    this.streamedPut = new StreamedPut(s3, config);
    this.owed = new OwedObjects(bucket);
    this.expireRule =
        config.expireRule() ? Optional.of(new ExpireRule(s3, config.bucket())) : Optional.empty();
    this.probe = new S3Probe(config, http);
  }

  /**
   * Opens a storage; the server need not be there yet.
   *
   * @param calls counts what comes of each call
   * @throws IllegalArgumentException if it can't be spoken to as configured, with the setting
   */
  public static S3ChunkStorage open(ChunkStoreConfig.S3 config, S3Calls calls) {
    return over(config, S3Connections.open(config), calls);
  }

  /** The same for somebody who does not want to know. */
  public static S3ChunkStorage open(ChunkStoreConfig.S3 config) {
    return open(config, new S3Calls());
  }

  /** Opens one over an HTTP client from {@link S3Connections} that something was changed at. */
  static S3ChunkStorage over(ChunkStoreConfig.S3 config, OkHttpClient http) {
    return over(config, http, new S3Calls());
  }

  static S3ChunkStorage over(ChunkStoreConfig.S3 config, OkHttpClient http, S3Calls calls) {
    return new S3ChunkStorage(config, http, calls);
  }

  @Override
  public void put(ChunkKey key, long length, Crc32c crc32c, ChunkBody body) throws IOException {
    streamedPut.put(object(key), length, crc32c, new CheckedBody(body, length, crc32c));
  }

  @Override
  public Optional<StoredChunk> open(ChunkKey key) throws IOException {
    Optional<ObjectBytes> found = bucket.open(object(key));
    return found.isPresent() ? Optional.of(chunk(key, found.get())) : Optional.empty();
  }

  @Override
  public BitSet list(TransferKey transfer) throws IOException {
    String prefix = prefix(transfer);
    BitSet indexes = new BitSet();
    bucket.eachName(
        prefix,
        name -> {
          String index = name.substring(prefix.length());
          if (INDEX.matcher(index).matches()) {
            indexes.set(Integer.parseInt(index));
          }
        });
    return indexes;
  }

  @Override
  public long delete(TransferKey transfer) throws IOException {
    owed.delete(transfer.transfer());
    return bucket.removeAll(prefix(transfer));
  }

  @Override
  public void owe(Announcement announcement) throws IOException {
    owed.owe(announcement);
  }

  @Override
  public List<Announcement> owed(UUID after, int limit) throws IOException {
    return owed.after(after, limit);
  }

  @Override
  public void settle(Announcement announcement) throws IOException {
    owed.settle(announcement);
  }

  @Override
  public Set<LocalDate> days() throws IOException {
    Set<LocalDate> days = new HashSet<>(owed.days());
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
  public long deleteDay(LocalDate day) throws IOException {
    owed.deleteDay(day);
    return bucket.removeAll(CHUNKS + day + "/");
  }

  @Override
  public void sweepLeftovers() {
    // A put that is cut off leaves nothing behind in S3; what is left to do is the server's.
    expireRule.ifPresent(ExpireRule::ensure);
  }

  @Override
  public void check() throws IOException {
    probe.check();
  }

  @Override
  public void close() throws IOException {
    s3.close();
  }

  /** Believes an object only if its own checksum and the server's are one. */
  private static StoredChunk chunk(ChunkKey key, ObjectBytes object) throws IOException {
    Optional<Crc32c> promised =
        object.header("x-amz-meta-" + CRC32C_METADATA).flatMap(Crc32c::parse);
    Optional<String> seen = object.header("x-amz-checksum-crc32c");
    if (promised.isEmpty()
        || object.length() < 0
        || !seen.map(StreamedPut.base64(promised.get())::equals).orElse(true)) {
      object.close();
      throw new GlideException(
          ErrorCode.CHUNK_DAMAGED,
          "chunk %d is damaged in the store: its checksum is missing or another"
              .formatted(key.index()));
    }
    return new StoredChunk.InStream(
        new VerifiedStream(object, object.length(), promised.get()),
        object.length(),
        promised.get());
  }

  private static String object(ChunkKey key) {
    return prefix(key.transfer()) + key.index();
  }

  private static String prefix(TransferKey key) {
    return CHUNKS + key.expiryDay() + "/" + key.transfer() + "/";
  }
}

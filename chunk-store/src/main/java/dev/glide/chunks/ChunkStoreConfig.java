package dev.glide.chunks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a chunk store can be told: {@code glide.chunks.*}. */
@ConfigMapping(prefix = "glide.chunks")
public interface ChunkStoreConfig {
  /** Where chunks lie. */
  @WithDefault("folder")
  Storage storage();

  /** The folder, where {@link #storage} is one. */
  @WithDefault("data/chunks")
  Path folder();

  /** The S3 server, where {@link #storage} is one. */
  S3 s3();

  /** How many bytes of the folder's disk are left to others. */
  @WithDefault("67108864")
  long keepFree();

  /** How long a sender or receiver of a chunk may stand still. */
  @WithDefault("60s")
  Duration patience();

  /** How often the registry is told again what it has not confirmed. */
  @WithDefault("5s")
  Duration announceEvery();

  /** How often expired days and leftovers are looked for. */
  @WithDefault("1h")
  Duration sweepEvery();

  /** Kinds of storage. */
  enum Storage {
    FOLDER,
    S3
  }

  /** Where an S3 server is and how to speak to it. */
  interface S3 {
    /** For example {@code https://s3.example.org:9000}. */
    @WithDefault("http://127.0.0.1:9000")
    String endpoint();

    Optional<String> accessKey();

    Optional<String> secretKey();

    @WithDefault("glide")
    String bucket();

    @WithDefault("us-east-1")
    String region();

    /** Whether the bucket is made if it is not there. */
    @WithDefault("false")
    boolean createBucket();

    /** Whether the bucket stands in the host name instead of the path. */
    @WithDefault("false")
    boolean virtualHost();

    /** Certificates (PEM) that the server's must come from, instead of those the system trusts. */
    Optional<Path> caFile();

    /** How long the server may be silent. */
    @WithDefault("15s")
    Duration timeout();

    /** How many connections there may be at once; as many are kept open between calls. */
    @WithDefault("256")
    int connections();

    /** Whether the bucket is given a rule by which the server deletes what is too old. */
    @WithDefault("false")
    boolean expireRule();
  }
}

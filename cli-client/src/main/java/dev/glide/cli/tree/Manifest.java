package dev.glide.cli.tree;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.shared.api.Limits;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a transfer holds. Every path is there once, its folders stand before it, and nothing lies
 * below a file or a link; sizes add up to what a transfer may hold.
 *
 * @param client what made it, like {@code "glide 0.1.0"}
 * @param note the sender's words, or empty
 * @param chunkBytes see {@link ChunkLayout}
 * @param stream whether this is one file whose size only its {@link Trailer} tells
 */
public record Manifest(
    String client, String note, int chunkBytes, boolean stream, List<Entry> entries) {
  public static final int MAX_ENTRIES = 500_000;
  public static final int MAX_NOTE_BYTES = 1000;
  static final int MAX_CLIENT_BYTES = 64;

  /** All paths together, so that a small manifest can't unfold into a large one. */
  private static final long MAX_PATHS_CHARS = 64L * 1024 * 1024;

  public Manifest {
    entries = List.copyOf(entries);
    EntryLimits.requireText(client, MAX_CLIENT_BYTES, "client");
    EntryLimits.requireText(note, MAX_NOTE_BYTES, "note");
    requireTree(entries);
    long total = total(chunkBytes, entries);
    if (stream
        && (entries.size() != 1 || !(entries.getFirst() instanceof FileEntry) || total > 0)) {
      throw new IllegalArgumentException("a stream is one file whose size is not known");
    }
  }

  /** A stream of this name. */
  public static Manifest ofStream(String client, String note, int chunkBytes, String name) {
    EntryLimits.requireName(name);
    FileEntry file = new FileEntry(name, 0, 0644, Instant.EPOCH);
    return new Manifest(client, note, chunkBytes, true, List.of(file));
  }

  /**
   * This stream, now that its end is known.
   *
   * @throws Failure {@code manifest-invalid} if it is longer than a transfer may be
   */
  public Manifest closed(Trailer trailer) throws Failure {
    FileEntry file = (FileEntry) entries.getFirst();
    try {
      FileEntry whole =
          new FileEntry(file.path(), trailer.totalBytes(), file.mode(), trailer.modifiedAt());
      return new Manifest(client, note, chunkBytes, false, List.of(whole));
    } catch (IllegalArgumentException e) {
      throw ManifestCodec.invalid("The trailer", e);
    }
  }

  /** How the bytes are cut; no chunks at all while a stream is not closed. */
  public ChunkLayout layout() {
    return new ChunkLayout(chunkBytes, total(chunkBytes, entries));
  }

  public List<String> rootNames() {
    return entries.stream().filter(Entry::isRoot).map(Entry::name).toList();
  }

  public Summary summary() {
    return Summary.of(this);
  }

  /** Path of the first entry that is not as it was in {@code earlier}, if there is one. */
  public Optional<String> firstDifference(Manifest earlier) {
    int shared = Math.min(entries.size(), earlier.entries.size());
    for (int i = 0; i < shared; i++) {
      if (!entries.get(i).equals(earlier.entries.get(i))) {
        return Optional.of(entries.get(i).path());
      }
    }
    List<Entry> longer = entries.size() > shared ? entries : earlier.entries;
    return longer.size() > shared ? Optional.of(longer.get(shared).path()) : Optional.empty();
  }

  public byte[] encode() {
    return ManifestCodec.encode(this);
  }

  /**
   * Reads what {@link #encode} wrote, whoever did.
   *
   * @throws Failure {@code manifest-invalid}, or {@code newer-version} if this client is too old
   */
  public static Manifest decode(byte[] bytes) throws Failure {
    return ManifestCodec.decode(bytes);
  }

  /**
   * Seals it for the registry.
   *
   * @throws Failure {@code too-many-entries} if that makes it larger than a manifest may be
   */
  public byte[] seal(BodySealer sealer) throws Failure {
    byte[] plain = encode();
    if (plain.length <= ManifestCodec.MAX_PLAIN_BYTES) {
      byte[] sealed = sealer.seal(Body.Single.MANIFEST, plain);
      if (sealed.length <= Limits.MAX_MANIFEST_BYTES) {
        return sealed;
      }
    }
    throw new Failure(
            ExitCode.OVER_LIMIT,
            "too-many-entries",
            "%d files and folders are more than one transfer can list".formatted(entries.size()))
        .hint("Send them as one archive: tar c FOLDER | glide send - --name folder.tar @user");
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws NotAuthentic if it is not this transfer's manifest
   * @throws Failure as {@link #decode}
   */
  public static Manifest open(BodyOpener opener, byte[] sealed) throws NotAuthentic, Failure {
    return decode(opener.open(Body.Single.MANIFEST, sealed, ManifestCodec.MAX_PLAIN_BYTES));
  }

  private static long total(int chunkBytes, List<Entry> entries) {
    long total = 0;
    for (Entry entry : entries) {
      if (entry instanceof FileEntry file) {
        try {
          total = Math.addExact(total, file.size());
        } catch (ArithmeticException e) {
          throw new IllegalArgumentException("sizes add up to too much", e);
        }
      }
    }
    return new ChunkLayout(chunkBytes, total).totalBytes();
  }

  private static void requireTree(List<Entry> entries) {
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "%d entries, from 1 to %d are allowed".formatted(entries.size(), MAX_ENTRIES));
    }
    Set<String> paths = HashSet.newHashSet(entries.size());
    FolderNumbers folders = new FolderNumbers();
    List<Integer> depths = new ArrayList<>(List.of(0));
    long chars = 0;
    for (Entry entry : entries) {
      String path = entry.path();
      int parent = folders.parentOf(path);
      if (parent == FolderNumbers.NONE && !entry.isRoot()) {
        throw new IllegalArgumentException("lies in no folder: " + EntryLimits.quote(path));
      }
      if (!paths.add(path)) {
        throw new IllegalArgumentException("twice there: " + EntryLimits.quote(path));
      }
      int depth = depths.get(parent) + 1;
      chars += path.length();
      if (depth > EntryLimits.MAX_DEPTH || chars > MAX_PATHS_CHARS) {
        throw new IllegalArgumentException("too deep: " + EntryLimits.quote(path));
      }
      if (entry instanceof FolderEntry) {
        folders.add(path);
        depths.add(depth);
      }
    }
  }
}

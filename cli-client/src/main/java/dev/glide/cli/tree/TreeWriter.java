package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Receives a transfer into a folder: chunks in any order, under part names until all is whole. An
 * interrupted transfer goes on where it was; nothing but what the manifest names is touched.
 */
public final class TreeWriter implements ChunkSink, AutoCloseable {
  private static final int TURNS = 64;

  private final Object[] turns = Stream.generate(Object::new).limit(TURNS).toArray();
  private final UUID transfer;
  private final Manifest offered;
  private final Path folder;
  private final PartState state;
  private final Placement placement;
  private final PeriodicForce periodicForce;

  /** These three are of the whole transfer; of a stream only once it has ended. */
  private volatile Manifest manifest;

  private volatile FileMap files;

  private volatile PartFiles parts;

  private TreeWriter(
      UUID transfer, Manifest manifest, Path folder, PartState state, Placement placement) {
    this.transfer = transfer;
    this.offered = manifest;
    this.manifest = manifest;
    this.folder = folder;
    this.state = state;
    this.placement = placement;
    this.files = new FileMap(manifest);
    this.parts = new PartFiles(folder, manifest.entries(), state.partNames());
    this.periodicForce = new PeriodicForce(folder, state);
  }

  /**
   * Checks names and conflicts, without touching anything.
   *
   * @throws Failure {@code exists}, {@code names-clash}, {@code unsafe-name} or {@code
   *     not-a-folder}
   */
  public static void check(UUID transfer, Manifest manifest, Path folder, OnConflict onConflict)
      throws Failure {
    Destination.check(transfer, manifest, folder, onConflict);
  }

  /**
   * Begins a transfer, or goes on with it.
   *
   * @param manifest as the sender sealed it: of a stream always the open one
   * @throws Failure as {@link #check}; {@code disk-full}; {@code already-receiving}
   */
  public static TreeWriter open(
      UUID transfer, Manifest manifest, Path folder, OnConflict onConflict) throws Failure {
    Path target = Destination.make(folder);
    LocalNames.require(transfer, manifest, target);
    PartState state = Destination.openState(transfer, manifest, target);
    try {
      Placement placement = new Placement(target, onConflict);
      placement.require(manifest.entries(), state);
      TreeWriter writer = new TreeWriter(transfer, manifest, target, state, placement);
      writer.prepare();
      return writer;
    } catch (Failure | RuntimeException e) {
      Destination.abandon(transfer, target, state);
      throw e;
    }
  }

  private void prepare() throws Failure {
    BitSet have = state.written();
    ChunkLayout layout = files.layout();
    long missing = layout.totalBytes();
    for (int i = have.nextSetBit(0);
        i >= 0 && i < layout.chunkCount();
        i = have.nextSetBit(i + 1)) {
      missing -= layout.plainBytes(i);
    }
    FreeSpace.require(folder, missing);
    if (state.isReceiving()) {
      parts.makeFolders();
    }
  }

  /** Which chunks are here. */
  public BitSet written() {
    return state.written();
  }

  public int writtenCount() {
    return state.written().cardinality();
  }

  /** Whether all chunks are here; never while a stream has not ended. */
  public boolean isComplete() {
    return !manifest.stream() && writtenCount() == files.layout().chunkCount();
  }

  /**
   * Tells where a stream ended; then the last chunk can be told from the others.
   *
   * @throws Failure {@code manifest-invalid} if the trailer can't be true
   */
  public void end(Trailer trailer) throws Failure {
    if (!offered.stream()) {
      throw new IllegalStateException("not a stream");
    }
    Manifest whole = offered.closed(trailer);
    files = new FileMap(whole);
    parts = new PartFiles(folder, whole.entries(), state.partNames());
    manifest = whole;
  }

  @Override
  public byte[] write(int index, byte[] content, int length) throws Failure {
    // The same chunk may come twice at once, and what one makes anew is gone for an instant.
    synchronized (turns[index % turns.length]) {
      writeOnce(index, content, length);
    }
    return content;
  }

  @Override
  public void writePart(int index, int offset, ByteBuffer content, boolean ends) throws Failure {
    if (!offered.stream()) {
      throw new IllegalStateException("not a stream");
    }
    synchronized (turns[index % turns.length]) {
      if (state.isWritten(index)) {
        return;
      }
      long at = (long) index * offered.chunkBytes() + offset;
      int from = content.arrayOffset() + content.position();
      parts.writePart(0, at, content.array(), from, content.remaining());
      if (ends) {
        markWritten(index, content.remaining());
      }
    }
  }

  private void writeOnce(int index, byte[] content, int length) throws Failure {
    if (state.isWritten(index)) {
      return;
    }
    if (offered.stream()) {
      writeStream(index, content, length);
    } else {
      requireLength(index, length, files.layout().plainBytes(index));
      for (Slice slice : files.slices(index)) {
        write(slice, content);
      }
    }
    markWritten(index, length);
  }

  private void markWritten(int index, int length) throws Failure {
    try {
      state.markWritten(index);
      periodicForce.afterChunk();
    } catch (IOException e) {
      throw FreeSpace.failure(folder, folder, length, e);
    }
  }

  private void writeStream(int index, byte[] content, int length) throws Failure {
    int chunkBytes = offered.chunkBytes();
    Manifest known = manifest;
    if (known.stream()) {
      requireLength(index, Math.min(length, chunkBytes), length);
    } else {
      requireLength(index, length, known.layout().plainBytes(index));
    }
    parts.writePart(0, (long) index * chunkBytes, content, 0, length);
  }

  private void write(Slice slice, byte[] content) throws Failure {
    FileEntry file = (FileEntry) manifest.entries().get(slice.entry());
    if (slice.length() == file.size()) {
      parts.writeWhole(slice.entry(), content, slice.chunkOffset());
    } else {
      parts.writePart(
          slice.entry(), slice.fileOffset(), content, slice.chunkOffset(), slice.length());
    }
  }

  private static void requireLength(int index, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "chunk %d has %d bytes, not %d".formatted(index, expected, actual));
    }
  }

  /**
   * Completes files, folders and links, forces them to disk and gives them their final names. Then
   * the sender's copy is not needed any more. The state stays until {@link #forget}: whoever is
   * killed before the sender has been told can do it all again without harm.
   *
   * @return where the roots are now
   * @throws Failure {@code exists}, {@code disk-full}, …; it can be tried again
   */
  public List<Path> finish() throws Failure {
    if (!isComplete()) {
      throw new IllegalStateException("chunks are missing");
    }
    new Completion(manifest, offered.stream(), parts, folder).run(state);
    return placeAll();
  }

  private List<Path> placeAll() throws Failure {
    List<Path> placed = new ArrayList<>();
    int root = 0;
    try {
      for (int i = 0; i < manifest.entries().size(); i++) {
        if (manifest.entries().get(i).isRoot()) {
          placed.add(place(root++, i));
        }
      }
      Durability.forceNames(folder);
      return placed;
    } catch (IOException e) {
      throw LocalFailure.unwritable(folder, e);
    }
  }

  private Path place(int root, int entry) throws IOException, Failure {
    Entry moved = manifest.entries().get(entry);
    Path part = parts.path(entry);
    RootPhase before = state.phase(root);
    if (before == RootPhase.RECEIVING || Files.exists(part, NOFOLLOW_LINKS)) {
      state.phase(root, RootPhase.PLACING);
      Path target = placement.place(moved, part, before == RootPhase.PLACING);
      state.phase(root, RootPhase.PLACED);
      return target;
    }
    // Moved by an earlier try that did not get as far as saying so.
    state.phase(root, RootPhase.PLACED);
    return folder.resolve(moved.name());
  }

  /** Removes the state of a transfer that is finished and told of. */
  public void forget() throws Failure {
    try {
      Files.deleteIfExists(Destination.stateFile(folder, transfer));
    } catch (IOException e) {
      throw LocalFailure.unwritable(folder, e);
    }
  }

  /** Leaves parts and state, so that the same transfer goes on later. */
  @Override
  public void close() {
    Destination.release(state);
  }

  /** Removes everything that has not got its final name. */
  public void discard() throws Failure {
    try {
      Destination.discard(transfer, folder, state);
    } finally {
      close();
    }
  }
}

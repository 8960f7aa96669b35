package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The file beside the parts of an unfinished transfer that says how far it is. Survives the death
 * of the process at any moment; of a power cut it forgets only what had not been forced to disk.
 *
 * <pre>
 * magic (8) ‖ transfer id (16) ‖ sizes of the manifest (16) ‖ boot id (16) ‖ header length (4)
 * roots: a record of number ‖ root × number (phase (1) ‖ part name)
 * from header length on, one byte a chunk: 0 missing, 1 written in this boot, 2 forced to disk
 * </pre>
 */
final class PartState implements AutoCloseable {
  private static final byte[] MAGIC = {'g', 'l', 'i', 'd', 'e', 's', 't', '1'};
  private static final int ID_BYTES = 16;
  private static final int SIZES_BYTES = 2 * Integer.BYTES + Long.BYTES;
  private static final int BOOT_AT = MAGIC.length + ID_BYTES + SIZES_BYTES;
  private static final int ROOTS_AT = BOOT_AT + ID_BYTES + Integer.BYTES;
  private static final int MAX_HEADER_BYTES = 1 << 30;
  private static final byte WRITTEN = 1;
  private static final byte FORCED = 2;

  private final FileChannel channel;
  private final List<String> partNames;
  private final RootPhase[] phases;
  private final long[] phaseAt;
  private final int headerBytes;
  private final BitSet written = new BitSet();
  private final BitSet forced = new BitSet();

  private PartState(
      FileChannel channel, List<String> partNames, RootPhase[] phases, long[] phaseAt, int header) {
    this.channel = channel;
    this.partNames = partNames;
    this.phases = phases;
    this.phaseAt = phaseAt;
    this.headerBytes = header;
  }

  /** Begins a transfer, and locks it. */
  static PartState create(Path file, UUID transfer, Manifest manifest, List<String> partNames)
      throws IOException {
    FieldWriter roots = new FieldWriter(64).number(partNames.size());
    for (String name : partNames) {
      roots.octet(RootPhase.RECEIVING.code()).text(name);
    }
    byte[] record = new FieldWriter(64).record(roots).toBytes();
    ByteBuffer header = ByteBuffer.allocate(ROOTS_AT + record.length);
    header.put(MAGIC);
    putSizes(putId(header, transfer), manifest);
    putId(header, BootId.current()).putInt(header.capacity()).put(record);
    FileChannel channel =
        FileChannel.open(file, EnumSet.of(CREATE_NEW, READ, WRITE), Permissions.attribute(0600));
    try {
      lock(channel);
      Positional.write(channel, header.flip(), 0);
      return read(channel, transfer, manifest).orElseThrow();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Goes on with a transfer, and locks it.
   *
   * @return nothing if there is no state of this transfer and this manifest
   * @throws AlreadyReceiving if another receiver is at it
   */
  static Optional<PartState> resume(Path file, UUID transfer, Manifest manifest)
      throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, Set.of(READ, WRITE, NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      lock(channel);
      Optional<PartState> state = read(channel, transfer, manifest);
      if (state.isEmpty()) {
        channel.close();
      }
      return state;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Another process, or another part of this one, is receiving the same transfer here. */
  static final class AlreadyReceiving extends IOException {
    private static final long serialVersionUID = 1L;

    AlreadyReceiving() {
      super("already being received");
    }
  }

  private static void lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new AlreadyReceiving();
      }
    } catch (OverlappingFileLockException e) {
      throw new AlreadyReceiving();
    }
  }

  private static Optional<PartState> read(FileChannel channel, UUID transfer, Manifest manifest)
      throws IOException {
    byte[] fixed = Positional.read(channel, 0, ROOTS_AT);
    ByteBuffer expected = ByteBuffer.allocate(BOOT_AT).put(MAGIC);
    putSizes(putId(expected, transfer), manifest);
    if (fixed.length < ROOTS_AT
        || !Arrays.equals(fixed, 0, BOOT_AT, expected.array(), 0, BOOT_AT)) {
      return Optional.empty();
    }
    ByteBuffer rest = ByteBuffer.wrap(fixed, BOOT_AT, ROOTS_AT - BOOT_AT);
    UUID boot = new UUID(rest.getLong(), rest.getLong());
    int headerBytes = rest.getInt();
    if (headerBytes < ROOTS_AT || headerBytes > Math.min(channel.size(), MAX_HEADER_BYTES)) {
      return Optional.empty();
    }
    try {
      PartState state = roots(channel, headerBytes);
      state.readChunks(boot);
      return Optional.of(state);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static PartState roots(FileChannel channel, int headerBytes) throws IOException {
    byte[] header = Positional.read(channel, ROOTS_AT, headerBytes - ROOTS_AT);
    FieldReader in = new FieldReader(header).record();
    int count = in.number(Manifest.MAX_ENTRIES, "number of roots");
    List<String> names = new ArrayList<>();
    RootPhase[] phases = new RootPhase[count];
    long[] phaseAt = new long[count];
    for (int i = 0; i < count; i++) {
      phaseAt[i] = ROOTS_AT + (long) in.position();
      phases[i] = RootPhase.of(in.octet());
      names.add(in.text(EntryLimits.MAX_NAME_BYTES, "part name"));
    }
    return new PartState(channel, List.copyOf(names), phases, phaseAt, headerBytes);
  }

  private void readChunks(UUID boot) throws IOException {
    UUID now = BootId.current();
    byte[] chunks = Positional.read(channel, headerBytes, (int) (channel.size() - headerBytes));
    boolean sameBoot = boot.equals(now);
    for (int i = 0; i < chunks.length; i++) {
      if (chunks[i] == FORCED) {
        forced.set(i);
      } else if (!sameBoot) {
        chunks[i] = 0;
      }
      if (chunks[i] != 0) {
        written.set(i);
      }
    }
    if (!sameBoot) {
      // In this order: cut short in between, the old marks are still of the old boot.
      Positional.write(channel, ByteBuffer.wrap(chunks), headerBytes);
      ByteBuffer id = ByteBuffer.allocate(ID_BYTES);
      Positional.write(channel, putId(id, now).flip(), BOOT_AT);
    }
  }

  List<String> partNames() {
    return partNames;
  }

  synchronized RootPhase phase(int root) {
    return phases[root];
  }

  /** Whether no root has begun to move to its final name. */
  synchronized boolean isReceiving() {
    return Arrays.stream(phases).allMatch(phase -> phase == RootPhase.RECEIVING);
  }

  synchronized void phase(int root, RootPhase phase) throws IOException {
    phases[root] = phase;
    Positional.write(channel, ByteBuffer.wrap(new byte[] {(byte) phase.code()}), phaseAt[root]);
  }

  synchronized boolean isWritten(int chunk) {
    return written.get(chunk);
  }

  synchronized BitSet written() {
    return (BitSet) written.clone();
  }

  synchronized BitSet forced() {
    return (BitSet) forced.clone();
  }

  /** The chunk's bytes have been handed to the file system. */
  synchronized void markWritten(int chunk) throws IOException {
    Positional.write(channel, ByteBuffer.wrap(new byte[] {WRITTEN}), (long) headerBytes + chunk);
    written.set(chunk);
  }

  /** These chunks' bytes have been forced to disk. */
  synchronized void markForced(BitSet chunks) throws IOException {
    for (int i = chunks.nextSetBit(0); i >= 0; i = chunks.nextSetBit(i + 1)) {
      Positional.write(channel, ByteBuffer.wrap(new byte[] {FORCED}), (long) headerBytes + i);
    }
    forced.or(chunks);
    channel.force(false);
  }

  private static ByteBuffer putId(ByteBuffer buffer, UUID id) {
    return buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  /** A transfer's id stands for its manifest; this is for its sender's mistakes. */
  private static ByteBuffer putSizes(ByteBuffer buffer, Manifest manifest) {
    return buffer
        .putInt(manifest.chunkBytes())
        .putInt(manifest.entries().size())
        .putLong(manifest.layout().totalBytes());
  }

  /** Unlocks; the file stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package dev.glide.chunks.storage.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A disk on which each file has room for so many bytes and no more. */
final class FullDisk extends Disk {
  private final long room;

  FullDisk(long room) {
    this.room = room;
  }

  @Override
  FileChannel create(Path file) throws IOException {
    return new FullFile(super.create(file), room);
  }

  /** Passes everything on until the room is used up. */
  private static final class FullFile extends FileChannel {
    private final FileChannel file;
    private long left;

    FullFile(FileChannel file, long room) {
      this.file = file;
      this.left = room;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (left == 0) {
        throw new IOException("No space left on device");
      }
      int count = (int) Math.min(left, bytes.remaining());
      ByteBuffer part = bytes.slice(bytes.position(), count);
      int written = file.write(part);
      bytes.position(bytes.position() + written);
      left -= written;
      return written;
    }

    @Override
    public long write(ByteBuffer[] pieces, int offset, int length) throws IOException {
      long written = 0;
      for (int i = offset; i < offset + length; i++) {
        written += write(pieces[i]);
      }
      return written;
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return file.read(into);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
      return file.read(into, offset, length);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
      file.force(withMetadata);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      return file.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
      return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}

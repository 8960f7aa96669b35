package dev.glide.benchmarks.far;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A network interface of Linux whose packets this process carries (kernel documentation,
 * networking/tuntap). Reads and writes may go on from one thread each.
 */
@SuppressWarnings("restricted") // there is no other way to it from Java than system calls
final class Tun implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final MethodHandle OPEN =
      call("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT));
  private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(INT, INT));
  private static final MethodHandle IOCTL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("ioctl"),
          FunctionDescriptor.of(INT, INT, LONG, ValueLayout.ADDRESS),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle READ =
      call("read", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
  private static final MethodHandle WRITE =
      call("write", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));

  private static final int READ_AND_WRITE = 2;
  private static final long SET_INTERFACE = 0x400454caL;
  private static final short IP_PACKETS_ALONE = 0x1001;
  private static final int REQUEST_BYTES = 40;
  private static final int NAME_BYTES = 16;

  private final int file;

  private Tun(int file) {
    this.file = file;
  }

  /**
   * Makes an interface, which goes away when this is closed.
   *
   * @throws IOException if there is no such device, or no right to it
   */
  static Tun create(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), READ_AND_WRITE);
      if (file < 0) {
        throw new IOException("can't open /dev/net/tun");
      }
      MemorySegment request = arena.allocate(REQUEST_BYTES);
      request.setString(0, name);
      request.set(ValueLayout.JAVA_SHORT, NAME_BYTES, IP_PACKETS_ALONE);
      Tun tun = new Tun(file);
      if ((int) IOCTL.invokeExact(file, SET_INTERFACE, request) < 0) {
        tun.close();
        throw new IOException("can't make the network interface " + name);
      }
      return tun;
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("system call", e);
    }
  }

  /** The next packet's length, or less than 0 once the interface has gone. */
  long read(MemorySegment packet) {
    try {
      return (long) READ.invokeExact(file, packet, packet.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException("system call", e);
    }
  }

  /** Less than 0: the interface is down, and the packet is lost. */
  long write(MemorySegment packet, long length) {
    try {
      return (long) WRITE.invokeExact(file, packet, length);
    } catch (Throwable e) {
      throw new IllegalStateException("system call", e);
    }
  }

  @Override
  public void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(file);
    } catch (Throwable e) {
      throw new IllegalStateException("system call", e);
    }
  }

  private static MethodHandle call(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
  }
}

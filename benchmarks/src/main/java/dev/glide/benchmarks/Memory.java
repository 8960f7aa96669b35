package dev.glide.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of processes, from Linux' {@code /proc}; 0 elsewhere. */
public final class Memory {
  private static final int KIB = 1024;

  private Memory() {}

  /** The most that the process has had resident so far. */
  public static long peakBytes(long pid) {
    return field(Path.of("/proc", Long.toString(pid), "status"), "VmHWM:");
  }

  /** What a process and all below it hold now; shared pages are divided among their holders. */
  public static long treeBytes(ProcessHandle root) {
    return proportionalBytes(root.pid())
        + root.descendants().mapToLong(each -> proportionalBytes(each.pid())).sum();
  }

  private static long proportionalBytes(long pid) {
    return field(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
  }

  private static long field(Path file, String name) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.substring(name.length()).replace("kB", "").strip()) * KIB;
        }
      }
    } catch (IOException e) {
      return 0; // the process has ended, or this is not Linux
    }
    return 0;
  }
}

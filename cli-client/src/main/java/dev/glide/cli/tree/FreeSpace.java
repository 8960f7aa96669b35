package dev.glide.cli.tree;

import dev.glide.cli.failure.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** Whether there is room for what is still to come. */
final class FreeSpace {
  private static final long LITTLE = 1 << 20;

  private FreeSpace() {}

  /**
   * Checks before anything is fetched.
   *
   * @throws Failure {@code disk-full}
   */
  static void require(Path folder, long bytes) throws Failure {
    File file = folder.toFile();
    long usable = file.getUsableSpace();
    // Some network file systems know neither.
    if (bytes > usable && file.getTotalSpace() > 0) {
      throw LocalFailure.of(
              "disk-full",
              "%d MB more are needed in %s, %d MB are free"
                  .formatted(megabytes(bytes), LocalFailure.quote(folder), megabytes(usable)))
          .hint("Make room, or receive into another folder with --to.");
    }
  }

  /** What went wrong in a write of {@code bytes}. */
  static Failure failure(Path folder, Path path, int bytes, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("No space left")
        || message.contains("quota exceeded")
        || folder.toFile().getUsableSpace() < bytes + LITTLE) {
      return LocalFailure.of(
              "disk-full", "the disk of %s is full".formatted(LocalFailure.quote(folder)))
          .hint("Make room; the same command goes on from here.")
          .because(cause);
    }
    return LocalFailure.unwritable(path, cause);
  }

  private static long megabytes(long bytes) {
    return (bytes + 999_999) / 1_000_000;
  }
}

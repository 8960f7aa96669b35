package dev.glide.cli.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which run of the machine this is. What was written, but not forced to disk, is still there as
 * long as the machine has not stopped since.
 */
final class BootId {
  private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

  private BootId() {}

  /** The same until the machine restarts; where that can't be told, another one each time. */
  static UUID current() {
    try {
      return UUID.fromString(Files.readString(LINUX).strip());
    } catch (IOException | IllegalArgumentException e) {
      return firstProcess()
          .map(start -> UUID.nameUUIDFromBytes(start.toString().getBytes(StandardCharsets.UTF_8)))
          .orElseGet(UUID::randomUUID);
    }
  }

  /** When the first process of a Unix system started. */
  private static Optional<Instant> firstProcess() {
    return ProcessHandle.of(1).flatMap(process -> process.info().startInstant());
  }
}

package dev.glide.cli.tree;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Trouble with a file of this machine, told with its name. */
final class LocalFailure {
  private LocalFailure() {}

  static Failure of(String code, String message) {
    return new Failure(ExitCode.LOCAL_FILE, code, message);
  }

  static Failure changed(Path path) {
    return of("file-changed", quote(path) + " has changed since it was offered")
        .hint("Cancel this transfer and send it again once it is at rest.");
  }

  static Failure unreadable(Path path, IOException cause) {
    return of("file-unreadable", "can't read %s: %s".formatted(quote(path), reason(cause)))
        .because(cause);
  }

  static Failure unwritable(Path path, IOException cause) {
    return of("file-unwritable", "can't write %s: %s".formatted(quote(path), reason(cause)))
        .because(cause);
  }

  static String quote(Path path) {
    return EntryLimits.quote(path.toString());
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException _ -> "not allowed";
      case NoSuchFileException _ -> "not there";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> orType(cause.getMessage(), cause);
    };
  }

  private static String orType(@Nullable String message, IOException cause) {
    return message == null ? cause.getClass().getSimpleName() : DisplayName.safe(message);
  }
}

package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.PrivateFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Where this device has begun to receive what it has not finished, in the state folder: parts of it
 * may be nowhere else.
 */
final class IncomingState {
  private final Path folder;

  IncomingState(Path stateFolder) {
    this.folder = stateFolder.resolve("incoming");
  }

  /**
   * Remembers where a transfer is received; the first place counts as long as it is not finished.
   *
   * @return where it was begun, if that is another folder
   */
  Optional<Path> begin(UUID transfer, Path into) throws Failure {
    Path absolute = into.toAbsolutePath().normalize();
    Optional<Path> before = read(transfer);
    if (before.isEmpty()) {
      PrivateFiles.write(file(transfer), absolute.toString());
    }
    return before.filter(each -> !each.equals(absolute));
  }

  /** Where it was begun, if it was. */
  Optional<Path> read(UUID transfer) throws Failure {
    try {
      return PrivateFiles.read(file(transfer)).map(text -> Path.of(text.strip()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  void forget(UUID transfer) throws Failure {
    PrivateFiles.delete(file(transfer));
  }

  private Path file(UUID transfer) {
    return folder.resolve(transfer.toString());
  }
}

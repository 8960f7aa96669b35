package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.FolderLock;
import dev.glide.cli.identity.PrivateFiles;
import dev.glide.cli.remote.Json;
import dev.glide.shared.api.NewTransfer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The sends of this device that are not finished, in the state folder: for each a record, the offer
 * exactly as it was placed, and a lock.
 */
final class OutgoingState {
  private static final String RECORD = ".json";
  private static final String OFFER = ".offer";
  private static final String LOCK = ".lock";

  private final Path folder;

  OutgoingState(Path stateFolder) {
    this.folder = stateFolder.resolve("outgoing");
  }

  /** All that can be read; what can't is as if it were not there, and is sent anew. */
  List<OutgoingRecord> all() throws Failure {
    List<OutgoingRecord> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + RECORD)) {
      for (Path each : files) {
        read(each).ifPresent(all::add);
      }
      return all;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new Failure(ExitCode.LOCAL_FILE, "unreadable", "can't read " + folder).because(e);
    }
  }

  private static Optional<OutgoingRecord> read(Path file) throws Failure {
    Optional<String> text = PrivateFiles.readSecret(file);
    try {
      return text.map(json -> Json.read(OutgoingRecord.class, json));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  Optional<OutgoingRecord> find(List<String> paths, List<String> recipients) throws Failure {
    return all().stream()
        .filter(each -> each.paths().equals(paths) && each.recipients().equals(recipients))
        .findFirst();
  }

  /** Keeps a send, the record last: with it, all is there. */
  void keep(OutgoingRecord record, NewTransfer offer) throws Failure {
    PrivateFiles.write(file(record.id(), OFFER), Json.write(offer));
    PrivateFiles.write(file(record.id(), RECORD), Json.write(record));
  }

  Optional<NewTransfer> offer(UUID id) throws Failure {
    Optional<String> text = PrivateFiles.read(file(id, OFFER));
    try {
      return text.map(json -> Json.read(NewTransfer.class, json));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Forgets a send, the key first. */
  void forget(UUID id) throws Failure {
    PrivateFiles.delete(file(id, RECORD));
    PrivateFiles.delete(file(id, OFFER));
    PrivateFiles.delete(file(id, LOCK));
  }

  /**
   * Keeps other processes off a send.
   *
   * @throws Failure if one is at it
   */
  FolderLock lock(UUID id) throws Failure {
    Optional<FolderLock> lock = FolderLock.attempt(file(id, LOCK));
    if (lock.isEmpty()) {
      throw new Failure(
              ExitCode.FAILED, "already-sending", "another glide is sending this right now")
          .hint("wait for it, or stop it; what it has sent is not sent again");
    }
    return lock.get();
  }

  private Path file(UUID id, String suffix) {
    return folder.resolve(id + suffix);
  }
}

package dev.glide.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a database: made whole or not at all, and closed to everyone who can't read the
 * password inside.
 */
final class PostgresCluster {
  static final String USER = "glide";
  private static final int PASSWORD_BYTES = 24;

  private final Path folder;
  private final String password;

  private PostgresCluster(Path folder, String password) {
    this.folder = folder;
    this.password = password;
  }

  /** Opens the cluster under {@code parent}; makes it first where there is none. */
  static PostgresCluster open(Path parent, PostgresPrograms programs) throws DatabaseException {
    Path folder = folder(parent);
    try {
      if (!Files.isDirectory(folder)) {
        make(parent.resolve("postgres.new"), folder, programs);
      }
      return new PostgresCluster(folder, Files.readString(passwordFile(folder)));
    } catch (IOException e) {
      throw new DatabaseException("the database in " + folder + " can't be opened", e);
    }
  }

  /**
   * Refuses files of another major version before anything is changed.
   *
   * @param majorVersion of the programs that would open them
   */
  static void requireVersion(Path parent, String majorVersion) throws DatabaseException {
    Path version = folder(parent).resolve("PG_VERSION");
    try {
      if (Files.exists(version) && !Files.readString(version).strip().equals(majorVersion)) {
        throw new DatabaseException(
            "the data was made with PostgreSQL %s, this Glide brings %s"
                .formatted(Files.readString(version).strip(), majorVersion));
      }
    } catch (IOException e) {
      throw new DatabaseException("can't read " + version, e);
    }
  }

  Path folder() {
    return folder;
  }

  String password() {
    return password;
  }

  /** What the running or last server wrote about itself, line by line; empty if it ended well. */
  Optional<List<String>> serverNote() throws IOException {
    Path note = serverNoteFile();
    return Files.exists(note) ? Optional.of(Files.readAllLines(note)) : Optional.empty();
  }

  Path serverNoteFile() {
    return folder.resolve("postmaster.pid");
  }

  private static Path folder(Path parent) {
    return parent.resolve("postgres");
  }

  private static Path passwordFile(Path folder) {
    return folder.resolve("glide-password");
  }

  private static void make(Path unfinished, Path folder, PostgresPrograms programs)
      throws IOException, DatabaseException {
    delete(unfinished);
    Path password = unfinished.resolveSibling("postgres.password");
    Files.deleteIfExists(password);
    Files.writeString(
        Files.createFile(password, ownerOnly(password)),
        newPassword(),
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    programs.run(
        "initdb",
        List.of(
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"),
        "making the database");
    Files.move(password, passwordFile(unfinished), StandardCopyOption.ATOMIC_MOVE);
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String newPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> below = Files.walk(tree)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}

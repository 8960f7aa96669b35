package dev.glide.standalone;

import dev.glide.standalone.ServerFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The token by which whoever runs this server may ask for its audit; kept in the data folder. */
final class AdminToken {
  static final String FILE = "admin-token";
  private static final int RANDOM_BYTES = 32;
  private static final int SHORTEST = 32;

  private final String text;

  private AdminToken(String text) {
    this.text = text;
  }

  /**
   * Reads the token, or makes it on the first start, for its owner only.
   *
   * @throws ServerFailure if it can't be read or made, or is too short
   */
  static AdminToken in(DataFolder folder) throws ServerFailure {
    Path file = folder.path().resolve(FILE);
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file);
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (text.length() < SHORTEST) {
        throw new ServerFailure(
            Kind.LOCAL_FILE,
            file + " holds no token of at least " + SHORTEST + " characters",
            "delete it: the next start makes a new one");
      }
      return new AdminToken(text);
    } catch (IOException e) {
      throw new ServerFailure(
          Kind.LOCAL_FILE,
          "can't keep the admin token in " + file + ": " + e.getMessage(),
          "give a folder that you may write to: --data DIR",
          e);
    }
  }

  /** Written aside and renamed, so that a start that was cut off leaves no half of one. */
  private static void make(Path file) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path fresh = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly(fresh));
    Files.writeString(
        fresh, text + "\n", StandardCharsets.US_ASCII, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(fresh, file);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  String text() {
    return text;
  }

  @Override
  public String toString() {
    return "admin token";
  }
}

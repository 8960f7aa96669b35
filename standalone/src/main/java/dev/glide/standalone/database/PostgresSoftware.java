package dev.glide.standalone.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path into a folder.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 * @param version like 18.6.0
 */
record PostgresSoftware(Path folder, String version) {
  private static final String NAME = "postgres-";

  /**
   * Unpacks the programs under {@code parent}, unless this version is there already; removes other
   * versions and what a cut try has left. The caller has {@code parent} for itself.
   */
  static PostgresSoftware install(Path parent) throws DatabaseException {
    String version = bundledVersion();
    Path folder = parent.resolve(NAME + version);
    try {
      if (!Files.isDirectory(folder)) {
        removeOthers(parent);
        Path unpacked = parent.resolve(NAME + version + ".new");
        unpack(unpacked);
        Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new DatabaseException("PostgreSQL can't be unpacked into " + folder, e);
    }
    return new PostgresSoftware(folder, version);
  }

  Path program(String name) {
    boolean windows = osName().startsWith("windows");
    return folder.resolve("bin").resolve(windows ? name + ".exe" : name);
  }

  /** Data folders work with one major version only. */
  static String majorVersion() throws DatabaseException {
    String version = bundledVersion();
    return version.substring(0, version.indexOf('.'));
  }

  private static String bundledVersion() throws DatabaseException {
    Properties properties = new Properties();
    try (InputStream in = PostgresSoftware.class.getResourceAsStream("/postgres.properties")) {
      if (in == null) {
        throw new DatabaseException("this build does not name its version of PostgreSQL");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new DatabaseException("the version of PostgreSQL can't be read", e);
    }
    return properties.getProperty("version", "");
  }

  private static void removeOthers(Path parent) throws IOException {
    List<Path> others;
    try (Stream<Path> children = Files.list(parent)) {
      others = children.filter(each -> each.getFileName().toString().startsWith(NAME)).toList();
    }
    for (Path other : others) {
      PostgresCluster.delete(other);
    }
  }

  private static void unpack(Path target) throws IOException, DatabaseException {
    try (InputStream archive = archive();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      @Nullable TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        if (isNeeded(entry.getName())) {
          unpack(tar, entry, target);
        }
      }
    }
  }

  /** A server needs no libraries to compile against. */
  private static boolean isNeeded(String name) {
    return !name.endsWith(".a") && !name.contains("/pkgconfig");
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("an archive entry leads out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    if ((entry.getMode() & 0100) != 0
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static InputStream archive() throws DatabaseException {
    String name = "/postgres-" + platform() + ".txz";
    InputStream archive = PostgresSoftware.class.getResourceAsStream(name);
    if (archive == null) {
      throw new DatabaseException(
          "this package was made for another kind of machine: it has no PostgreSQL for "
              + platform());
    }
    return archive;
  }

  /** As the archives are named. */
  private static String platform() {
    String os = osName();
    String family =
        os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : "linux";
    String arch =
        switch (System.getProperty("os.arch", "")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    return family + "-" + arch;
  }

  private static String osName() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }
}

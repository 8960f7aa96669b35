package dev.glide.chunks.storage.folder;

import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.TransferKey;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Where everything lies below the storage's folder: chunks in {@code v1/<day>/<transfer>/<index>},
 * announcements in {@code owed/<day>_<transfer>}, what is being written or deleted in {@code
 * incoming/<owner>/}.
 */
record ChunkFolders(Path root) {
  Path chunks() {
    return root.resolve("v1");
  }

  Path owed() {
    return root.resolve("owed");
  }

  Path incoming() {
    return root.resolve("incoming");
  }

  Path day(LocalDate day) {
    return chunks().resolve(day.toString());
  }

  Path transfer(TransferKey key) {
    return day(key.expiryDay()).resolve(key.transfer().toString());
  }

  Path chunk(ChunkKey key) {
    return transfer(key.transfer()).resolve(Integer.toString(key.index()));
  }

  Path owed(TransferKey key) {
    return owed().resolve(key.expiryDay() + "_" + key.transfer());
  }

  Path owed(Announcement announcement) {
    return owed(announcement.transfer());
  }

  /** Those names of owed announcements whose transfer comes after one, in that order. */
  static List<String> owedAfter(UUID transfer, List<String> names) {
    return names.stream()
        .filter(name -> transferOf(name).compareTo(transfer.toString()) > 0)
        .sorted(Comparator.comparing(ChunkFolders::transferOf))
        .toList();
  }

  private static String transferOf(String owedName) {
    return owedName.substring(owedName.indexOf('_') + 1);
  }

  /** The index that a file's name says; empty for a name that no chunk has. */
  static OptionalInt index(String name) {
    if (name.isEmpty() || name.length() > 9 || (name.charAt(0) == '0' && name.length() > 1)) {
      return OptionalInt.empty();
    }
    return name.chars().allMatch(each -> each >= '0' && each <= '9')
        ? OptionalInt.of(Integer.parseInt(name))
        : OptionalInt.empty();
  }

  /** The day that a folder's name says; empty for a name that no day has. */
  static Optional<LocalDate> day(String name) {
    try {
      return Optional.of(LocalDate.parse(name));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

package dev.glide.cli.command;

import dev.glide.cli.identity.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself, without asking the network. */
final class HostName {
  private static final Path FILE = Path.of("/etc/hostname");
  private static final int LONGEST = 64;

  private HostName() {}

  static String of(Settings settings) {
    String name = settings.environment().getOrDefault("HOSTNAME", "");
    if (name.isBlank()) {
      name = settings.environment().getOrDefault("COMPUTERNAME", "");
    }
    if (name.isBlank()) {
      name = fromFile();
    }
    String printable = name.strip().replaceAll("\\p{Cntrl}", "");
    return printable.isEmpty()
        ? "this machine"
        : printable.substring(0, Math.min(LONGEST, printable.length()));
  }

  private static String fromFile() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      // Not every system has this file; the name is for people only.
      return "";
    }
  }
}

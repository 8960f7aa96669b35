package dev.glide.standalone.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Starts PostgreSQL's programs so that nothing of the caller's surroundings changes what they do.
 * They refuse to run as root; there they run in a user namespace of their own, where they can do no
 * more than before and don't see that they are root.
 */
record PostgresPrograms(PostgresSoftware software, boolean asRoot) {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  static PostgresPrograms of(PostgresSoftware software) {
    return new PostgresPrograms(software, System.getProperty("user.name", "").equals("root"));
  }

  /** The server in a session of its own where the system can: Ctrl-C is for this process only. */
  ProcessBuilder serverCommand(List<String> arguments) {
    ProcessBuilder builder = command("postgres", arguments);
    if (Files.isExecutable(SETSID)) {
      builder.command().addFirst(SETSID.toString());
    }
    return builder;
  }

  ProcessBuilder command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (asRoot) {
      command.add("unshare");
      command.add("--user");
    }
    command.add(software.program(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(PostgresPrograms::changesBehaviour);
    builder.environment().put("LC_ALL", "C");
    return builder.redirectErrorStream(true);
  }

  /** Runs a program to its end; its output becomes the message where it fails. */
  void run(String program, List<String> arguments, String purpose) throws DatabaseException {
    try {
      Process process = command(program, arguments).start();
      process.getOutputStream().close();
      String output;
      try (InputStream out = process.getInputStream()) {
        output = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new DatabaseException(purpose + " failed (" + status + "): " + lastLine(output));
      }
    } catch (IOException e) {
      throw cantStart(purpose, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(purpose + " was interrupted", e);
    }
  }

  DatabaseException cantStart(String purpose, IOException cause) {
    String why = asRoot ? "; as root it needs unshare (util-linux), any other user does not" : "";
    return new DatabaseException(purpose + " can't be started" + why, cause);
  }

  /** True for a program that was started from the same folder as ours, of whatever version. */
  boolean isOurs(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(Path::of)
        .filter(command -> command.startsWith(software.folder().getParent()))
        .filter(command -> String.valueOf(command.getFileName()).startsWith("postgres"))
        .isPresent();
  }

  private static boolean changesBehaviour(String variable) {
    String name = variable.toUpperCase(Locale.ROOT);
    return name.startsWith("PG") || name.startsWith("LC_") || name.equals("LANG");
  }

  private static String lastLine(String output) {
    return output.substring(output.lastIndexOf('\n') + 1);
  }
}

package dev.glide.cli.admin;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The operator's token; it does not print itself. */
public final class AdminToken {
  /** The variable that holds it, at the server and at whoever asks it. */
  public static final String VARIABLE = "GLIDE_ADMIN_TOKEN";

  private static final long LONGEST_FILE = 4096;

  private final String text;

  private AdminToken(String text) {
    this.text = text;
  }

  /**
   * From a file, or else from the environment.
   *
   * @throws Failure (usage) if there is none or it can't be one; (local file) if the file can't be
   *     read
   */
  public static AdminToken find(Optional<Path> file, Map<String, String> environment)
      throws Failure {
    if (file.isPresent()) {
      return checked(read(file.get()), file.get().toString());
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    if (variable.isBlank()) {
      throw new Failure(ExitCode.USAGE, "no-admin-token", "the server's admin token is needed")
          .hint(
              "set "
                  + VARIABLE
                  + ", or name a file: --token-file DATA/admin-token, where DATA is"
                  + " the data folder of “glide server”");
    }
    return checked(variable, VARIABLE);
  }

  private static String read(Path file) throws Failure {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new Failure(
            ExitCode.LOCAL_FILE, "no-admin-token", file + " is too large for a token");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new Failure(
              ExitCode.LOCAL_FILE, "no-admin-token", "the token can't be read from " + file)
          .because(e)
          .hint("it belongs to whoever runs the server: are you that user?");
    }
  }

  private static AdminToken checked(String text, String where) throws Failure {
    String token = text.strip();
    if (token.isEmpty() || !token.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
      throw new Failure(
          ExitCode.USAGE, "no-admin-token", "what " + where + " holds can't be an admin token");
    }
    return new AdminToken(token);
  }

  /** The value of the header that shows it. */
  public String bearer() {
    return "Bearer " + text;
  }

  @Override
  public String toString() {
    return "admin token";
  }
}

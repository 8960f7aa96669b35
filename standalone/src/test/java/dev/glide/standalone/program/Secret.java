package dev.glide.standalone.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Bytes that must not be found anywhere on a server, in none of the forms they could have. */
public final class Secret {
  private final String name;
  private final byte[] bytes;

  public Secret(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
  }

  public static Secret of(String name, String text) {
    return new Secret(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A key as it is written into files: base64url. */
  public static Secret ofKey(String name, String base64Url) {
    return new Secret(name, Base64.getUrlDecoder().decode(base64Url));
  }

  /** Where it is found below these files and folders, one line for each place. */
  public List<String> foundIn(List<Path> places) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path place : places) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file :
            files.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)).toList()) {
          if (isIn(Files.readAllBytes(file))) {
            found.add(name + " in " + file);
          }
        }
      }
    }
    return found;
  }

  public boolean isIn(byte[] all) {
    // One byte is one char: a search for text is a search for bytes.
    String text = new String(all, StandardCharsets.ISO_8859_1);
    return forms().stream().anyMatch(text::contains);
  }

  private List<String> forms() {
    String hex = HexFormat.of().formatHex(bytes);
    return List.of(
        new String(bytes, StandardCharsets.ISO_8859_1),
        hex,
        hex.toUpperCase(Locale.ROOT),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return name;
  }
}

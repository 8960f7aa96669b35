package dev.glide.cli.identity;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.TokenCache;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the access token in a private file of four lines: origin, device, token, expiry. */
public final class TokenFile implements TokenCache {
  private final Path file;

  public TokenFile(Path stateFolder) {
    this.file = stateFolder.resolve("access-token");
  }

  @Override
  public Optional<Entry> read() {
    try {
      Optional<String> text = PrivateFiles.readSecret(file);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      List<String> lines = text.get().lines().toList();
      return lines.size() == 4
          ? Optional.of(
              new Entry(
                  lines.get(0),
                  lines.get(1),
                  lines.get(2),
                  Instant.ofEpochSecond(Long.parseLong(lines.get(3)))))
          : Optional.empty();
    } catch (Failure | RuntimeException e) {
      // Signing in again heals whatever this is.
      return Optional.empty();
    }
  }

  @Override
  public void write(Entry entry) {
    try {
      PrivateFiles.write(
          file,
          "%s\n%s\n%s\n%d\n"
              .formatted(
                  entry.origin(),
                  entry.device(),
                  entry.token(),
                  entry.expiresAt().getEpochSecond()));
    } catch (Failure e) {
      // The next command signs in again.
      return;
    }
  }
}

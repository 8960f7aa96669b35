package dev.glide.shared.api;

import dev.glide.shared.chunk.ChunkLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sender asks the registry to offer. Sealed things and signatures are base64url without
 * padding.
 *
 * @param recipients handles
 * @param keys the transfer's key for every device of every recipient, and for the sender's own
 * @param summary sealed: what a list shows (number of entries, bytes, first names, note)
 * @param manifest sealed: all entries
 * @param signature the sender's device over transfer id, summary and manifest
 * @param chunks how the bytes are cut
 * @param open whether this is a stream whose length is not known yet
 * @param live whether it goes straight to its recipients only and is never stored
 * @param expiresInSeconds how long it may wait; {@code null} for the server's default
 */
public record NewTransfer(
    List<String> recipients,
    List<SealedKey> keys,
    String summary,
    String manifest,
    String signature,
    ChunkLayout chunks,
    boolean open,
    boolean live,
    @Nullable Long expiresInSeconds) {
  public NewTransfer {
    recipients = List.copyOf(recipients);
    keys = List.copyOf(keys);
  }
}

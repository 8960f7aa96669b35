package dev.glide.shared.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of all transfers: those under way in the order in which they expire, those that have ended
 * with the latest first.
 *
 * @param next where the next page begins; {@code null} if there is nothing more
 */
public record TransferEntryPage(List<TransferEntry> transfers, @Nullable String next) {
  public TransferEntryPage {
    transfers = List.copyOf(transfers);
  }
}

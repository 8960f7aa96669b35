package dev.glide.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transfers, newest first; {@code next} is the {@code after} of the next page, if there is one. */
public record TransferPage(List<TransferView> transfers, @Nullable String next) {
  public TransferPage {
    transfers = List.copyOf(transfers);
  }
}

package dev.glide.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the audit, oldest first.
 *
 * @param next where the next page begins; {@code null} if there is nothing more now
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String next) {
  public AuditPage {
    entries = List.copyOf(entries);
  }
}

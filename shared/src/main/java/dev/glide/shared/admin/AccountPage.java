package dev.glide.shared.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of all accounts, in order of handle.
 *
 * @param next where the next page begins; {@code null} if there is nothing more
 */
public record AccountPage(List<AccountEntry> accounts, @Nullable String next) {
  public AccountPage {
    accounts = List.copyOf(accounts);
  }
}

package dev.glide.shared.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the invite codes that can still be used, those first that expire first.
 *
 * @param next where the next page begins; {@code null} if there is nothing more
 */
public record InvitePage(List<InviteEntry> invites, @Nullable String next) {
  public InvitePage {
    invites = List.copyOf(invites);
  }
}

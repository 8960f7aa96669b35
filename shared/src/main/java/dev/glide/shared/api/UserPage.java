package dev.glide.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People in order of handle; {@code next} is the {@code after} of the next page, if there is one.
 */
public record UserPage(List<UserEntry> users, @Nullable String next) {
  public UserPage {
    users = List.copyOf(users);
  }
}

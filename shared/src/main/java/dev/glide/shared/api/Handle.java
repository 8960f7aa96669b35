package dev.glide.shared.api;

import java.util.regex.Pattern;

/** The form of a user's name: {@code [a-z0-9][a-z0-9_-]{1,31}}. */
public final class Handle {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{1,31}");

  private Handle() {}

  public static boolean isValid(String handle) {
    return FORM.matcher(handle).matches();
  }
}

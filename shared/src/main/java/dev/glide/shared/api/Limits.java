package dev.glide.shared.api;

import java.time.Duration;

/** Limits that both sides know; what is over one is refused with {@code too-large}. */
public final class Limits {
  /** Sealed manifest, bytes. */
  public static final int MAX_MANIFEST_BYTES = 8 * 1024 * 1024;

  /** Sealed summary, bytes. */
  public static final int MAX_SUMMARY_BYTES = 4 * 1024;

  /** Sealed trailer of a stream, bytes. */
  public static final int MAX_TRAILER_BYTES = 1024;

  /** One sealed key, bytes. */
  public static final int MAX_SEALED_KEY_BYTES = 256;

  public static final int MAX_RECIPIENTS = 50;

  public static final int MAX_DEVICES = 16;

  public static final Duration DEFAULT_EXPIRY = Duration.ofDays(7);

  public static final Duration MAX_EXPIRY = Duration.ofDays(30);

  /** Entries of one page of a list. */
  public static final int MAX_PAGE = 200;

  private Limits() {}
}

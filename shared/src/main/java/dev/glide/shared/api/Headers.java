package dev.glide.shared.api;

/** HTTP header names that are Glide's own. */
public final class Headers {
  /** CRC32C of a chunk's sealed bytes: eight lower-case hexadecimal digits. */
  public static final String CRC32C = "Glide-Crc32c";

  /** On a request that one relay passes on to another: it goes no further. */
  public static final String FORWARDED = "Glide-Forwarded";

  /** On requests and answers: a {@link dev.glide.shared.trace.Correlation}. */
  public static final String CORRELATION = "X-Correlation-Id";

  /** On answers: what the service has to do without now, such as {@code events, storage}. */
  public static final String DEGRADED = "Glide-Degraded";

  private Headers() {}
}

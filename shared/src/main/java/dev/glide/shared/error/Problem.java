package dev.glide.shared.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457, {@code application/problem+json}).
 *
 * @param type {@code urn:glide:problem:} and the code
 * @param detail one sentence for a person, with what to do next where that is known
 * @param code what programs branch on, see {@link ErrorCode}
 * @param limit the limit that was hit, in bytes or pieces as the detail says
 * @param actual what was asked for, or is in use, against that limit
 * @param nearest names like the one that is not known
 * @param missing chunk indexes that are missing, see {@link dev.glide.shared.chunk.IndexRanges}
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable Long limit,
    @Nullable Long actual,
    @Nullable List<String> nearest,
    @Nullable String missing) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(ErrorCode code, String detail) {
    return new Problem(
        "urn:glide:problem:" + code.code(),
        code.title(),
        code.status(),
        detail,
        code.code(),
        null,
        null,
        null,
        null);
  }

  public Problem withLimit(long limitValue, long actualValue) {
    return new Problem(
        type, title, status, detail, code, limitValue, actualValue, nearest, missing);
  }

  public Problem withNearest(List<String> names) {
    return new Problem(
        type, title, status, detail, code, limit, actual, List.copyOf(names), missing);
  }

  public Problem withMissing(String ranges) {
    return new Problem(type, title, status, detail, code, limit, actual, nearest, ranges);
  }
}

package dev.glide.chunks.storage.s3;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.util.Set;

/**
 * Why a call has failed.
 *
 * @param refusal what whoever asked the chunk store is told
 * @param reason what the operator is told: never a credential
 * @param passes whether the same call may do better in a moment
 */
record Trouble(GlideException refusal, String reason, boolean passes) {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int INSUFFICIENT_STORAGE = 507;

  /** Codes of a server that has no room, as status 507 says it elsewhere. */
  private static final Set<String> FULL_CODES =
      Set.of("XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded");

  static Trouble of(Throwable cause) {
    return switch (cause) {
      case ErrorResponseException answer ->
          answered(answer.response().code(), answer.errorResponse().code(), cause);
      case S3Refused answer -> answered(answer.status(), answer.code(), cause);
      case ServerException answer -> answered(answer.statusCode(), "no reason given", cause);
      // Its message holds the whole answer, and maybe not one of S3 at all.
      case InvalidResponseException answer -> away("an answer that is not S3's", true, cause);
      case IllegalStateException dressed when dressed.getCause() != null ->
          away(String.valueOf(dressed.getCause()), true, cause);
      default -> away(cause.toString(), true, cause);
    };
  }

  /** Too many calls are under way. */
  static GlideException busy() {
    return new GlideException(
        ErrorCode.STORAGE_AWAY, "the chunk store's S3 server is busy; try again");
  }

  private static Trouble answered(int status, String code, Throwable cause) {
    String reason = "%s (%d)".formatted(code, status);
    if (status == INSUFFICIENT_STORAGE || FULL_CODES.contains(code)) {
      return new Trouble(
          new GlideException(
              ErrorCode.STORAGE_FULL,
              "the chunk store's S3 server is full; try again later",
              cause),
          reason,
          false);
    }
    return away(
        reason,
        (status >= SERVER_ERRORS && status != NOT_IMPLEMENTED)
            || status == REQUEST_TIMEOUT
            || status == TOO_MANY_REQUESTS,
        cause);
  }

  private static Trouble away(String reason, boolean passes, Throwable cause) {
    return new Trouble(
        new GlideException(
            ErrorCode.STORAGE_AWAY,
            "the chunk store's S3 server can't be reached; try again",
            cause),
        reason,
        passes);
  }
}

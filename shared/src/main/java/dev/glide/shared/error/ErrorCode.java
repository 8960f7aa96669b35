package dev.glide.shared.error;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every refusal a service can give: a stable code for programs, the HTTP status it travels with.
 */
public enum ErrorCode {
  MALFORMED("malformed", 400, "The request can't be read"),
  CHECKSUM_MISMATCH("checksum-mismatch", 400, "The bytes are not those of the checksum"),
  NOT_SIGNED_IN("not-signed-in", 401, "No valid access token"),
  ASSERTION_REFUSED("assertion-refused", 401, "The signed assertion is not accepted"),
  TICKET_REFUSED("ticket-refused", 401, "The ticket does not allow this"),
  SIGN_UP_CLOSED("sign-up-closed", 403, "This server takes no new people"),
  INVITE_NEEDED("invite-needed", 403, "An invite code is needed to sign up"),
  ACCOUNT_DISABLED("account-disabled", 403, "This account has been disabled"),
  FORBIDDEN("forbidden", 403, "Not allowed"),
  NOT_FOUND("not-found", 404, "There is nothing here"),
  UNKNOWN_USER("unknown-user", 404, "There is nobody of this name"),
  UNKNOWN_INVITE("unknown-invite", 404, "There is no such invite that can still be used"),
  UNKNOWN_RELAY("unknown-relay", 404, "There is no such relay"),
  UNKNOWN_DEVICE("unknown-device", 404, "There is no such device"),
  UNKNOWN_TRANSFER("unknown-transfer", 404, "There is no such transfer"),
  UNKNOWN_CHUNK("unknown-chunk", 404, "This chunk is not here"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The address does not take this method"),
  HANDLE_TAKEN("handle-taken", 409, "This name is taken"),
  TRANSFER_DIFFERS("transfer-differs", 409, "Another transfer has this id"),
  WRONG_STATE("wrong-state", 409, "The transfer is not in a state that allows this"),
  DEVICES_CHANGED("devices-changed", 409, "The recipient's devices are not those sealed to"),
  INCOMPLETE("incomplete", 409, "Chunks are missing"),
  LAST_DEVICE("last-device", 409, "The only device of an account can't be removed"),
  SUPERSEDED("superseded", 409, "The session has moved on to a newer epoch"),
  TRANSFER_ENDED("transfer-ended", 410, "The transfer has ended"),
  LENGTH_REQUIRED("length-required", 411, "The body's length must be known"),
  TOO_LARGE("too-large", 413, "Larger than allowed"),
  QUOTA_EXCEEDED("quota-exceeded", 413, "The quota does not allow this much"),
  UNSUPPORTED_TYPE("unsupported-type", 415, "The body is not of the expected type"),
  HANDLE_INVALID("handle-invalid", 422, "This can't be a name"),
  TOO_MANY("too-many", 429, "Too many at once"),
  INTERNAL("internal", 500, "The service has failed"),
  CHUNK_DAMAGED("chunk-damaged", 500, "The stored chunk is damaged"),
  NO_RELAY("no-relay", 503, "No relay can take a session now"),
  DRAINING("draining", 503, "This relay is going; another one will do"),
  UNAVAILABLE("unavailable", 503, "The service can't answer now"),
  STORAGE_AWAY("storage-away", 503, "The storage can't be reached"),
  STORAGE_FULL("storage-full", 507, "The storage is full");

  private final String code;
  private final int status;
  private final String title;

  ErrorCode(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public static Optional<ErrorCode> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }
}

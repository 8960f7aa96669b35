package dev.glide.chunks.storage.s3;

import java.io.IOException;

/** The server has answered with an error. */
final class S3Refused extends IOException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;

  /**
   * Keeps what was answered.
   *
   * @param code S3's word for it
   */
  S3Refused(int status, String code) {
    super("S3 answered %d %s".formatted(status, code));
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}

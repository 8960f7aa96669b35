package dev.glide.chunks.storage.s3;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;

/** The server has answered with an error. */
final class S3Refused extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int ERROR_TEXT_BYTES = 4096;
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");

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

  /** Reads what the server says. */
  static S3Refused of(Response response) throws IOException {
    Matcher code = CODE.matcher(response.peekBody(ERROR_TEXT_BYTES).string());
    return new S3Refused(response.code(), code.find() ? code.group(1) : "no reason given");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}

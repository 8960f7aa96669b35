package dev.glide.relay.session;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What another relay answers, as far as it has come: HTTP/1.1, a head of at most 16 KiB, then
 * either the bytes of the pipe (after 101) or a body of known length.
 */
final class UpstreamReply {
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final String END = "\r\n\r\n";

  private final Buffer bytes = Buffer.buffer();
  private String head = "";
  private int bodyStart;

  /** Takes what has come. */
  void add(Buffer piece) {
    bytes.appendBuffer(piece);
    if (head.isEmpty()) {
      String text = bytes.toString(StandardCharsets.ISO_8859_1);
      int end = text.indexOf(END);
      if (end >= 0) {
        head = text.substring(0, end);
        bodyStart = end + END.length();
      }
    }
  }

  /** Whether this can't become an answer any more. */
  boolean isBroken() {
    boolean noHead = head.isEmpty() && bytes.length() > MAX_HEAD_BYTES;
    boolean noStatus = !head.isEmpty() && !head.matches("(?s)HTTP/1\\.1 [1-5][0-9][0-9]\\b.*");
    return noHead || noStatus || (!head.isEmpty() && !isUpgrade() && length() < 0);
  }

  /** Whether all of it is here: the head of an upgrade, or the whole of another answer. */
  boolean isComplete() {
    return !head.isEmpty() && (isUpgrade() || bytes.length() - bodyStart >= length());
  }

  boolean isUpgrade() {
    return status() == 101;
  }

  int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  Optional<String> header(String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** What came after the head. */
  Buffer rest() {
    return bytes.slice(bodyStart, bytes.length());
  }

  private int length() {
    return header("content-length")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(Integer::parseInt)
        .filter(length -> length <= MAX_BODY_BYTES)
        .orElse(-1);
  }
}

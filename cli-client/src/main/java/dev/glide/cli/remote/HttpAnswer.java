package dev.glide.cli.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** An answer whose body is still to be read; only the latest one of a connection can be. */
public final class HttpAnswer {
  private final HttpInput.Head head;
  private final HttpBody body;

  HttpAnswer(HttpInput.Head head, HttpBody body) {
    this.head = head;
    this.body = body;
  }

  public int status() {
    return head.status();
  }

  public boolean isGood() {
    return status() >= 200 && status() < 300;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(head.headers().get(name.toLowerCase(Locale.ROOT)));
  }

  /** Bytes of the body that are still to come, or -1 where only its end will tell. */
  public long length() {
    return body.length();
  }

  /**
   * Reads the whole body into an array.
   *
   * @return its length
   * @throws HttpGarbled if it does not fit
   */
  public int read(byte[] into) throws IOException {
    if (body.length() > into.length) {
      throw new HttpGarbled(
          "the answer has %d bytes, at most %d fit".formatted(body.length(), into.length));
    }
    int length = 0;
    while (length < into.length) {
      int count = body.read(into, length, into.length - length);
      if (count < 0) {
        return length;
      }
      length += count;
    }
    if (!body.isDone() && body.read(new byte[1], 0, 1) >= 0) {
      throw new HttpGarbled("the answer has more than the %d bytes that fit".formatted(length));
    }
    return length;
  }

  /**
   * Reads the whole body.
   *
   * @throws HttpGarbled if it is longer than {@code maxBytes}
   */
  public byte[] bytes(int maxBytes) throws IOException {
    if (body.length() >= 0) {
      byte[] exact = new byte[(int) Math.min(maxBytes, body.length())];
      read(exact);
      return exact;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[8192];
    for (int count; (count = body.read(piece, 0, piece.length)) >= 0; ) {
      all.write(piece, 0, count);
      if (all.size() > maxBytes) {
        throw new HttpGarbled("the answer has more than " + maxBytes + " bytes");
      }
    }
    return all.toByteArray();
  }

  public String text(int maxBytes) throws IOException {
    return new String(bytes(maxBytes), StandardCharsets.UTF_8);
  }

  /** Whether another request may follow on the same connection. */
  boolean leavesConnectionOpen() {
    String connection = head.headers().get("connection");
    boolean close =
        connection == null ? head.http10() : connection.toLowerCase(Locale.ROOT).contains("close");
    return !close && body.isDone();
  }
}

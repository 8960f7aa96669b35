package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The client's end of a WebSocket (RFC 6455) that only listens: text messages come in, pings are
 * answered, binary messages are passed over. One thread; {@link #close} may come from any.
 */
final class WebSocket implements AutoCloseable {
  static final int MAX_MESSAGE_BYTES = 64 * 1024;
  static final int NORMAL = 1000;
  static final int PROTOCOL_ERROR = 1002;
  static final int TOO_BIG = 1009;

  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int MAX_CONTROL_BYTES = 125;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final RawConnection connection;

  private WebSocket(RawConnection connection) {
    this.connection = connection;
  }

  /**
   * Opens one.
   *
   * @throws Refused if the server answers that it won't
   * @throws Failure if it can't be reached, or does not speak the protocol
   */
  static WebSocket open(Dialer dialer, HttpRequest request) throws Failure, Refused {
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    RawConnection connection =
        RawConnection.open(
            dialer,
            request.header("Sec-WebSocket-Version", "13").header("Sec-WebSocket-Key", key),
            "websocket");
    if (!connection.header("sec-websocket-accept").equals(accept(key))) {
      connection.close();
      throw Refusals.away(
          dialer.address(), new HttpGarbled("it does not speak the WebSocket protocol"));
    }
    return new WebSocket(connection);
  }

  /** What a server must answer to a key (RFC 6455, section 4.2.2). */
  static String accept(String key) {
    try {
      // The protocol prescribes this digest; nothing secret hangs on it.
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }

  /** One frame as it came. */
  private record Head(boolean last, int opcode, int length) {}

  /**
   * Waits for the next text message.
   *
   * @return empty if the server has closed the socket in order
   * @throws HttpGarbled if what comes is not a WebSocket's, or too long
   * @throws IOException if the connection breaks, or is silent for too long
   */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    int opcode = CONTINUATION;
    while (true) {
      Head head = head();
      byte[] payload = payload(head, MAX_MESSAGE_BYTES - message.size());
      switch (head.opcode()) {
        case PING -> send(PONG, payload);
        case PONG -> {}
        case CLOSE -> {
          sayGoodbye(payload);
          return Optional.empty();
        }
        case TEXT, BINARY, CONTINUATION -> {
          boolean begins = head.opcode() != CONTINUATION;
          if (begins == (opcode != CONTINUATION)) {
            throw refuse(PROTOCOL_ERROR, "a piece of no message");
          }
          opcode = begins ? head.opcode() : opcode;
          message.write(payload, 0, payload.length);
          if (head.last() && opcode == TEXT) {
            return Optional.of(text(message.toByteArray()));
          }
          if (head.last()) {
            message.reset();
            opcode = CONTINUATION;
          }
        }
        default -> throw refuse(PROTOCOL_ERROR, "a frame of unknown kind");
      }
    }
  }

  private Head head() throws IOException {
    byte[] two = read(2);
    boolean last = (two[0] & 0x80) != 0;
    int opcode = two[0] & 0x0f;
    if ((two[0] & 0x70) != 0 || (two[1] & 0x80) != 0) {
      throw refuse(PROTOCOL_ERROR, "a frame with marks that a server does not set");
    }
    long length = two[1] & 0x7f;
    if (length == 126) {
      length = ByteBuffer.wrap(read(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = ByteBuffer.wrap(read(8)).getLong();
    }
    if (opcode >= CLOSE && (!last || length > MAX_CONTROL_BYTES)) {
      throw refuse(PROTOCOL_ERROR, "a control frame that is too long, or in pieces");
    }
    if (length < 0 || length > MAX_MESSAGE_BYTES) {
      throw refuse(TOO_BIG, "a message of more than " + MAX_MESSAGE_BYTES + " bytes");
    }
    return new Head(last, opcode, (int) length);
  }

  private byte[] payload(Head head, int room) throws IOException {
    if (head.opcode() < CLOSE && head.length() > room) {
      throw refuse(TOO_BIG, "a message of more than " + MAX_MESSAGE_BYTES + " bytes");
    }
    return read(head.length());
  }

  private String text(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refuse(PROTOCOL_ERROR, "a message that is not UTF-8");
    }
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int count = connection.read(bytes, at, length - at);
      if (count < 0) {
        throw new EOFException("closed without a word");
      }
      at += count;
    }
    return bytes;
  }

  /** Answers a close with the same, as far as the other side still listens. */
  private void sayGoodbye(byte[] reason) {
    try {
      send(CLOSE, reason);
    } catch (IOException e) {
      // It has gone already.
      return;
    }
  }

  private HttpGarbled refuse(int status, String what) {
    sayGoodbye(new byte[] {(byte) (status >>> 8), (byte) status});
    connection.close();
    return new HttpGarbled(what);
  }

  /** Sends a small frame, masked as a client's must be. */
  private synchronized void send(int opcode, byte[] payload) throws IOException {
    byte[] frame = new byte[6 + payload.length];
    byte[] mask = new byte[4];
    RANDOM.nextBytes(mask);
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(mask, 0, frame, 2, 4);
    for (int i = 0; i < payload.length; i++) {
      frame[6 + i] = (byte) (payload[i] ^ mask[i & 3]);
    }
    connection.write(frame, 0, frame.length);
  }

  /** Whether this machine still has the address that the connection was made from. */
  boolean isRooted() {
    return connection.isRooted();
  }

  /** Closes in order, as far as that needs no waiting. */
  void leave() {
    sayGoodbye(new byte[] {(byte) (NORMAL >>> 8), (byte) NORMAL});
    connection.close();
  }

  @Override
  public void close() {
    connection.close();
  }
}

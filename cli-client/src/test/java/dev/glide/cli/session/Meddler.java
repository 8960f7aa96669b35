package dev.glide.cli.session;

import java.io.IOException;
import java.io.OutputStream;

/** What a {@link FakeRelay} does to the bytes of one direction of one lane. One thread. */
public interface Meddler {
  /** Passes everything on as it comes. */
  Meddler HONEST = (bytes, length, out) -> out.write(bytes, 0, length);

  /**
   * Passes on, or not, what has come.
   *
   * @throws java.io.EOFException to end this direction in order
   * @throws IOException to break the lane
   */
  void pass(byte[] bytes, int length, OutputStream out) throws IOException;
}

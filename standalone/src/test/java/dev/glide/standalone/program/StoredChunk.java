package dev.glide.standalone.program;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * A chunk as it lies in the server's storage, for whoever runs the server and wants to forge it.
 */
public interface StoredChunk {

  /** All chunks of a transfer that are there, in order. */
  static List<StoredChunk> of(Server server, UUID transfer) throws IOException {
    return server.chunks(transfer);
  }

  /**
   * The expiry days of everything that has ever been stored since the server's last sweep, whether
   * or not it is still there.
   */
  static List<String> days(Server server) throws IOException, SQLException {
    return server.daysOfChunks();
  }

  int index();

  /** The sealed bytes. */
  byte[] body() throws IOException;

  /**
   * Puts other sealed bytes in their place. The server's own sums are made to fit, so that only the
   * receiver can notice.
   */
  void replace(byte[] body) throws IOException;

  /** Puts other sealed bytes in their place as a failing disk does: no sum of them is changed. */
  void damage(byte[] body) throws IOException;
}

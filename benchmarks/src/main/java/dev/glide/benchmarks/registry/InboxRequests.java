package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Everybody looks into their inbox, one after the other. */
final class InboxRequests implements Requests {
  private final List<byte[]> prepared;
  private int sent;

  InboxRequests(Crowd crowd) {
    this.prepared =
        crowd.people().stream()
            .map(each ->
                ("GET /api/v1/inbox?limit=100 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + each.token()
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII))
            .toList();
  }

  @Override
  public ByteBuffer next() {
    return ByteBuffer.wrap(prepared.get(sent++ % prepared.size()));
  }
}

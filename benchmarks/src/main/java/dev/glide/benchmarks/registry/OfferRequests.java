package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.load.Requests;
import dev.glide.cli.remote.Json;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Offers of one file to one person, each from another sender, made beforehand; only the transfer's
 * id is written anew. What is sealed in them is random: the registry can't tell.
 */
final class OfferRequests implements Requests {
  private static final int SUMMARY_BYTES = 150;
  private static final int MANIFEST_BYTES = 300;
  private static final int SEALED_KEY_BYTES = 80;
  private static final int SIGNATURE_BYTES = 64;
  private static final ChunkLayout LAYOUT = new ChunkLayout(4 << 20, 100_000_000);
  private static final int ID = 36;
  private static final int HALF = ID / 2;
  private static final int DIGIT_BITS = 4;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  // Never the same twice: an offer that has been placed before costs next to nothing.
  private final SplittableRandom random = new SplittableRandom();
  private final List<byte[]> prepared = new ArrayList<>();
  private final int idAt;
  private int sent;

  OfferRequests(Crowd crowd) {
    String path = "PUT /api/v1/transfers/";
    this.idAt = path.length();
    List<Crowd.Somebody> people = crowd.people();
    for (int i = 0; i < people.size(); i++) {
      byte[] body = body(people.get(i), people.get((i + 1) % people.size()));
      String head =
          path
              + new UUID(0, 0)
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + people.get(i).token()
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      prepared.add(
          (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }
  }

  private byte[] body(Crowd.Somebody from, Crowd.Somebody to) {
    return Json.write(
            new NewTransfer(
                List.of(to.handle()),
                List.of(
                    new SealedKey(to.device(), sealed(SEALED_KEY_BYTES)),
                    new SealedKey(from.device(), sealed(SEALED_KEY_BYTES))),
                sealed(SUMMARY_BYTES),
                sealed(MANIFEST_BYTES),
                sealed(SIGNATURE_BYTES),
                LAYOUT,
                false,
                false,
                null))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String sealed(int bytes) {
    byte[] content = new byte[bytes];
    random.nextBytes(content);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }

  @Override
  public ByteBuffer next() {
    byte[] request = prepared.get(sent++ % prepared.size());
    write(random.nextLong(), request, 0, HALF);
    write(random.nextLong(), request, HALF, ID);
    return ByteBuffer.wrap(request);
  }

  /** Writes digits over digits, and leaves the hyphens. */
  private void write(long digits, byte[] request, int from, int to) {
    long rest = digits;
    for (int i = idAt + from; i < idAt + to; i++) {
      if (request[i] != '-') {
        request[i] = DIGITS[(int) rest & (DIGITS.length - 1)];
        rest >>>= DIGIT_BITS;
      }
    }
  }
}

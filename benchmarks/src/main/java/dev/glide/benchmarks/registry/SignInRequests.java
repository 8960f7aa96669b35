package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Devices sign in, each time with a new assertion (RFC 7523), all of them signed beforehand. */
final class SignInRequests implements Requests {
  private static final Duration LIFE = Duration.ofMinutes(4);
  private static final String PATH = "/api/v1/auth/token";
  private static final String FORM =
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";

  private final List<byte[]> prepared = new ArrayList<>();
  private int sent;

  /** Signs so many; they can be used once each, and for some minutes. */
  SignInRequests(Crowd crowd, int port, int count) {
    String host = "127.0.0.1:" + port;
    long now = Instant.now().getEpochSecond();
    try {
      Signature signature = Signature.getInstance("Ed25519");
      for (int i = 0; i < count; i++) {
        UUID device = crowd.people().get(i % crowd.people().size()).device();
        String body = FORM + assertion(signature, crowd, device, host, now);
        String head =
            "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
                .formatted(PATH, host, body.length());
        prepared.add((head + body).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String assertion(
      Signature signature, Crowd crowd, UUID device, String host, long now)
      throws GeneralSecurityException {
    String header = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(device);
    String claims =
        """
        {"iss":"%1$s","sub":"%1$s","aud":"http://%2$s%3$s","iat":%4$d,"exp":%5$d,"jti":"%6$s"}\
        """
            .formatted(device, host, PATH, now, now + LIFE.toSeconds(), UUID.randomUUID());
    String signed = base64(header) + "." + base64(claims);
    signature.initSign(crowd.deviceKey());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public ByteBuffer next() {
    return ByteBuffer.wrap(prepared.get(sent++));
  }
}

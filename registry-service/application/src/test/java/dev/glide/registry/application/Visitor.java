package dev.glide.registry.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Somebody with a device, who asks any registry; comes back when it is told to. */
final class Visitor {
  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  private final HttpClient http;
  final String handle;
  private final KeyPair keys;
  private final NewDevice device;
  private UUID id = new UUID(0, 0);
  private String token = "";

  Visitor(HttpClient http, String handle) {
    this.http = http;
    this.handle = handle;
    try {
      this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] sign = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    this.device = new NewDevice("test", text(sign), random(32));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    new Random().nextBytes(bytes);
    return text(bytes);
  }

  /** Asks for the account; returns the status. */
  int register(String origin) throws Exception {
    HttpResponse<String> answer =
        send(json(origin + "/api/v1/users").POST(body(new NewUser(handle, device, null))));
    if (answer.statusCode() < 300) {
      id = UUID.fromString(tree(answer).get("deviceId").asText());
    }
    return answer.statusCode();
  }

  Visitor signedIn(String origin) throws Exception {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(id.toString());
    claims.setSubject(id.toString());
    claims.setAudience(origin + "/api/v1/auth/token");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(2);
    claims.setJwtId(UUID.randomUUID().toString());
    String form =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
            + signed(claims);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(origin + "/api/v1/auth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    token = tree(answer).get("access_token").asText();
    return this;
  }

  private String signed(JwtClaims claims) throws JoseException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("EdDSA");
    jws.setKeyIdHeaderValue(id.toString());
    jws.setKey(keys.getPrivate());
    jws.setPayload(claims.toJson());
    return jws.getCompactSerialization();
  }

  /** An offer of an amount of bytes to somebody. */
  NewTransfer offer(Visitor to, long bytes) {
    return new NewTransfer(
        List.of(to.handle),
        List.of(new SealedKey(to.id, random(80))),
        random(64),
        random(100),
        random(64),
        new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, bytes),
        false,
        false,
        null);
  }

  int place(String origin, UUID transfer, NewTransfer offer) throws Exception {
    return send(asMe(origin + "/api/v1/transfers/" + transfer).PUT(body(offer))).statusCode();
  }

  int act(String origin, UUID transfer, String what) throws Exception {
    return send(asMe(origin + "/api/v1/transfers/" + transfer + "/" + what)
            .POST(BodyPublishers.noBody()))
        .statusCode();
  }

  int look(String origin, String what) throws Exception {
    return send(asMe(origin + "/api/v1/" + what).GET()).statusCode();
  }

  private HttpRequest.Builder asMe(String url) {
    return json(url).header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder json(String url) {
    return HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher body(Object record) throws IOException {
    return BodyPublishers.ofString(JSON.writeValueAsString(record), StandardCharsets.UTF_8);
  }

  private static JsonNode tree(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  /** As every client does: 503 is no answer, but a wish to be asked again. */
  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    while (true) {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 503) {
        return answer;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}

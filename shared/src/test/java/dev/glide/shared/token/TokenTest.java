package dev.glide.shared.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.shared.chunk.ChunkLayout;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final KeyPair KEYS = newKeys();

  private final TokenSigner signer = new TokenSigner(KEYS.getPrivate(), "k1");

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TokenVerifier verifier(Instant now) {
    return new TokenVerifier(
        (token, nesting) -> KEYS.getPublic(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static TicketClaims ticket() {
    return new TicketClaims(
        UUID.randomUUID(),
        UUID.randomUUID(),
        TicketClaims.Role.GET,
        new ChunkLayout(ChunkLayout.MAX_CHUNK_BYTES, 1L << 40),
        LocalDate.of(2026, 11, 28),
        NOW.plus(Duration.ofHours(1)));
  }

  private static SessionClaims session() {
    return new SessionClaims(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        SessionClaims.Side.RECEIVER,
        3,
        "relay-1",
        "http://10.0.0.7:8080",
        NOW.plus(Duration.ofMinutes(10)));
  }

  private static AccessClaims access() {
    return new AccessClaims(
        UUID.randomUUID(), UUID.randomUUID(), "alice", NOW.plus(Duration.ofMinutes(15)));
  }

  private static void refused(String token) {
    assertThatThrownBy(() -> verifier(NOW).ticket(token)).isInstanceOf(TokenRefused.class);
    assertThatThrownBy(() -> verifier(NOW).access(token)).isInstanceOf(TokenRefused.class);
  }

  @Test
  void readsWhatWasSigned() throws TokenRefused {
    TicketClaims ticket = ticket();
    assertThat(verifier(NOW).ticket(signer.sign(ticket))).isEqualTo(ticket);
    AccessClaims access = access();
    assertThat(verifier(NOW).access(signer.sign(access))).isEqualTo(access);
  }

  @Test
  void takesNeitherForTheOther() {
    assertThatThrownBy(() -> verifier(NOW).access(signer.sign(ticket())))
        .isInstanceOf(TokenRefused.class);
    assertThatThrownBy(() -> verifier(NOW).ticket(signer.sign(access())))
        .isInstanceOf(TokenRefused.class);
  }

  @Test
  void refusesWhatHasExpired() throws TokenRefused {
    AccessClaims access = access();
    String token = signer.sign(access);
    Instant expiry = access.expiresAt();
    assertThat(verifier(expiry.plusSeconds(29)).access(token)).isEqualTo(access);
    assertThatThrownBy(() -> verifier(expiry.plusSeconds(31)).access(token))
        .isInstanceOf(TokenRefused.class);
  }

  @Test
  void saysWhyItRefuses() {
    TokenVerifier late = verifier(NOW.plus(Duration.ofDays(1)));
    assertThat(reason(late, signer.sign(ticket()))).isEqualTo(TicketRefusal.EXPIRED);
    assertThat(reason(verifier(NOW), signer.sign(access()))).isEqualTo(TicketRefusal.INVALID);
    assertThat(reason(verifier(NOW), "a.b.c")).isEqualTo(TicketRefusal.INVALID);
    TokenVerifier lonely =
        new TokenVerifier(
            (token, nesting) -> {
              throw new UnresolvableKeyException("away", new IOException("nobody is there"));
            },
            Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(reason(lonely, signer.sign(ticket()))).isEqualTo(TicketRefusal.KEYS_AWAY);
  }

  private static TicketRefusal reason(TokenVerifier verifier, String token) {
    return catchThrowableOfType(TokenRefused.class, () -> verifier.ticket(token)).reason();
  }

  @Test
  void refusesAnyChangedCharacter() {
    String token = signer.sign(ticket());
    int lastOfSignature = token.length() - 1; // its low bits carry nothing
    for (int i = 0; i < lastOfSignature; i += 7) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      refused(token.substring(0, i) + other + token.substring(i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "..", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
  void refusesGarbage(String token) {
    refused(token);
  }

  @Test
  void refusesAnotherKey() {
    refused(new TokenSigner(newKeys().getPrivate(), "k1").sign(ticket()));
  }

  @Test
  void refusesOtherAlgorithms() throws JoseException {
    JsonWebSignature real =
        (JsonWebSignature) JsonWebSignature.fromCompactSerialization(signer.sign(ticket()));
    real.setKey(KEYS.getPublic());
    String claims = real.getPayload();
    JsonWebSignature none = new JsonWebSignature();
    none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    none.setAlgorithmHeaderValue("none");
    none.setPayload(claims);
    refused(none.getCompactSerialization());
    JsonWebSignature hmac = new JsonWebSignature();
    hmac.setAlgorithmHeaderValue("HS256");
    hmac.setKey(new HmacKey(KEYS.getPublic().getEncoded()));
    hmac.setPayload(claims);
    refused(hmac.getCompactSerialization());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "exp", "aud", "dev", "role", "chunk", "total", "day"})
  void refusesATicketThatSaysTooLittle(String claim) throws Exception {
    refused(signedWithout(signer.sign(ticket()), claim));
  }

  private static String signedWithout(String token, String claim) throws Exception {
    JsonWebSignature real = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(token);
    real.setKey(KEYS.getPublic());
    JwtClaims claims = JwtClaims.parse(real.getPayload());
    claims.unsetClaim(claim);
    JsonWebSignature again = new JsonWebSignature();
    again.setAlgorithmHeaderValue("EdDSA");
    again.setKey(KEYS.getPrivate());
    again.setPayload(claims.toJson());
    return again.getCompactSerialization();
  }

  @Test
  void readsTheSessionTicketThatWasSigned() throws TokenRefused {
    SessionClaims session = session();
    assertThat(verifier(NOW).session(signer.sign(session))).isEqualTo(session);
  }

  @Test
  void noTokenStandsForAnother() {
    String session = signer.sign(session());
    refused(session);
    assertThatThrownBy(() -> verifier(NOW).access(session)).isInstanceOf(TokenRefused.class);
    assertThatThrownBy(() -> verifier(NOW).session(signer.sign(ticket())))
        .isInstanceOf(TokenRefused.class);
    assertThatThrownBy(() -> verifier(NOW).session(signer.sign(access())))
        .isInstanceOf(TokenRefused.class);
  }
}

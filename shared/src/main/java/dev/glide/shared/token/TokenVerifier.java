package dev.glide.shared.token;

import dev.glide.shared.chunk.ChunkLayout;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/** Checks what {@link TokenSigner} signed: signature, audience, expiry. Thread-safe. */
public final class TokenVerifier {
  static final String TICKET_AUDIENCE = "glide:ticket";
  static final String SESSION_AUDIENCE = "glide:session";
  static final String ACCESS_AUDIENCE = "glide:access";

  /** Clocks of two servers may differ by this much. */
  private static final int SKEW_SECONDS = 30;

  private final VerificationKeyResolver keys;
  private final Clock clock;

  /**
   * Makes a verifier.
   *
   * @param keys the registry's public keys, by key id
   */
  public TokenVerifier(VerificationKeyResolver keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Reads a ticket.
   *
   * @throws TokenRefused if it is not a ticket that is valid now
   */
  public TicketClaims ticket(String token) throws TokenRefused {
    JwtClaims claims = claims(token, TICKET_AUDIENCE);
    try {
      return new TicketClaims(
          UUID.fromString(claims.getSubject()),
          UUID.fromString(claims.getStringClaimValue("dev")),
          TicketClaims.Role.valueOf(claims.getStringClaimValue("role")),
          new ChunkLayout(number(claims, "chunk").intValue(), number(claims, "total").longValue()),
          LocalDate.parse(claims.getStringClaimValue("day")),
          Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    } catch (MalformedClaimException | RuntimeException e) {
      throw new TokenRefused("not a ticket", e);
    }
  }

  /**
   * Reads an access token.
   *
   * @throws TokenRefused if it is not an access token that is valid now
   */
  public AccessClaims access(String token) throws TokenRefused {
    JwtClaims claims = claims(token, ACCESS_AUDIENCE);
    try {
      return new AccessClaims(
          UUID.fromString(claims.getSubject()),
          UUID.fromString(claims.getStringClaimValue("dev")),
          claims.getStringClaimValue("handle"),
          Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    } catch (MalformedClaimException | RuntimeException e) {
      throw new TokenRefused("not an access token", e);
    }
  }

  /**
   * Reads a session ticket.
   *
   * @throws TokenRefused if it is not a session ticket that is valid now
   */
  public SessionClaims session(String token) throws TokenRefused {
    JwtClaims claims = claims(token, SESSION_AUDIENCE);
    try {
      return new SessionClaims(
          UUID.fromString(claims.getSubject()),
          UUID.fromString(claims.getStringClaimValue("tra")),
          UUID.fromString(claims.getStringClaimValue("usr")),
          SessionClaims.Side.valueOf(claims.getStringClaimValue("side")),
          number(claims, "epoch").intValue(),
          claims.getStringClaimValue("relay"),
          claims.getStringClaimValue("addr"),
          Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    } catch (MalformedClaimException | RuntimeException e) {
      throw new TokenRefused("not a session ticket", e);
    }
  }

  private static Number number(JwtClaims claims, String name)
      throws MalformedClaimException, TokenRefused {
    Number value = claims.getClaimValue(name, Number.class);
    if (value == null) {
      throw new TokenRefused("no claim " + name);
    }
    return value;
  }

  private JwtClaims claims(String token, String audience) throws TokenRefused {
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(keys)
            .setJwsProviderContext(Ed25519Provider.context())
            .setJwsAlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
            .setExpectedAudience(audience)
            .setRequireSubject()
            .setRequireExpirationTime()
            .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
            .setAllowedClockSkewInSeconds(SKEW_SECONDS)
            .build();
    try {
      return consumer.processToClaims(token);
    } catch (InvalidJwtException e) {
      throw new TokenRefused("not a valid token", e);
    }
  }
}

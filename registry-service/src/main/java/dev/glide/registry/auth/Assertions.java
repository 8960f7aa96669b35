package dev.glide.registry.auth;

import dev.glide.registry.auth.SignedInDevices.Signer;
import dev.glide.registry.codec.Base64Url;
import dev.glide.registry.codec.Ed25519;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.Ed25519Provider;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Checks the signed assertions by which devices sign in (RFC 7523, section 3). */
@Singleton
public final class Assertions {
  static final Duration SKEW = Duration.ofSeconds(60);
  static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
  private static final int MAX_BYTES = 4096;
  private static final int MAX_JTI_LENGTH = 128;

  private final SignedInDevices devices;
  private final UsedAssertions used;
  private final Clock clock;

  Assertions(SignedInDevices devices, UsedAssertions used, Clock clock) {
    this.devices = devices;
    this.used = used;
    this.clock = clock;
  }

  /**
   * Accepts an assertion, once.
   *
   * @throws GlideException {@code assertion-refused}, {@code account-disabled}
   */
  Caller accept(String assertion, String[] audiences) {
    if (assertion.length() > MAX_BYTES) {
      throw refused("it is too long");
    }
    UUID device = deviceOf(assertion);
    Signer signer =
        devices
            .signer(device)
            .orElseThrow(() -> refused("its device is not known, or not endorsed yet"));
    JwtClaims claims = verified(assertion, signer, audiences);
    try {
      Instant expiry = checkTimes(claims);
      checkOnce(device, claims.getJwtId(), expiry);
      // Only now: whoever has not the device's key learns nothing of its account.
      if (signer.disabled()) {
        throw SignedInDevices.disabled();
      }
    } catch (MalformedClaimException e) {
      throw refused("its claims are malformed");
    }
    return signer.caller();
  }

  private static UUID deviceOf(String assertion) {
    try {
      JsonWebSignature unverified =
          (JsonWebSignature) JsonWebSignature.fromCompactSerialization(assertion);
      return UUID.fromString(unverified.getKeyIdHeaderValue());
    } catch (JoseException | RuntimeException e) {
      throw refused("it is not a JWT with a device id as key id");
    }
  }

  private JwtClaims verified(String assertion, Signer signer, String[] audiences) {
    String device = signer.caller().device().toString();
    try {
      return new JwtConsumerBuilder()
          .setVerificationKey(key(signer))
          .setJwsProviderContext(Ed25519Provider.context())
          .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
          .setExpectedIssuer(device)
          .setExpectedSubject(device)
          .setExpectedAudience(audiences)
          .setRequireExpirationTime()
          .setRequireIssuedAt()
          .setRequireJwtId()
          .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
          .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
          .build()
          .processToClaims(assertion);
    } catch (InvalidJwtException e) {
      throw refused(reason(e));
    }
  }

  private static PublicKey key(Signer signer) {
    try {
      return Ed25519.publicKey(Base64Url.exactly("signKey", signer.signKey(), Ed25519.KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw refused("its device has no usable key");
    }
  }

  private static String reason(InvalidJwtException e) {
    if (e.hasExpired()) {
      return "it has expired; is this machine's clock right?";
    }
    if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
      return "it was made for another address than this server's";
    }
    return "its signature or claims are not right";
  }

  /** The library's own check of these two needs no upper bound on a life, RFC 7523 allows one. */
  private Instant checkTimes(JwtClaims claims) throws MalformedClaimException {
    Instant issued = Instant.ofEpochSecond(claims.getIssuedAt().getValue());
    Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
    if (issued.isAfter(clock.instant().plus(SKEW))) {
      throw refused("it is from the future; is this machine's clock right?");
    }
    if (expiry.isAfter(issued.plus(LONGEST_LIFE))) {
      throw refused("it is meant to live longer than 5 minutes");
    }
    return expiry;
  }

  private void checkOnce(UUID device, String jti, Instant expiry) {
    boolean printable = jti.chars().allMatch(each -> each > ' ' && each < 0x7f);
    if (jti.isEmpty() || jti.length() > MAX_JTI_LENGTH || !printable) {
      throw refused("its jti must have 1 to 128 printable characters");
    }
    if (!used.use(device, jti, expiry.plus(SKEW))) {
      throw refused("it has been used before");
    }
  }

  private static GlideException refused(String why) {
    return new GlideException(ErrorCode.ASSERTION_REFUSED, "the assertion is not accepted: " + why);
  }
}

package dev.glide.shared.token;

import java.security.PrivateKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs tickets and access tokens as JWTs (RFC 7519) with Ed25519. Thread-safe. */
public final class TokenSigner {
  private final PrivateKey key;
  private final String keyId;

  public TokenSigner(PrivateKey key, String keyId) {
    this.key = key;
    this.keyId = keyId;
  }

  public String sign(TicketClaims ticket) {
    JwtClaims claims = new JwtClaims();
    claims.setAudience(TokenVerifier.TICKET_AUDIENCE);
    claims.setSubject(ticket.transfer().toString());
    claims.setExpirationTime(NumericDate.fromSeconds(ticket.expiresAt().getEpochSecond()));
    claims.setStringClaim("dev", ticket.device().toString());
    claims.setStringClaim("role", ticket.role().name());
    claims.setClaim("chunk", ticket.layout().chunkBytes());
    claims.setClaim("total", ticket.layout().totalBytes());
    claims.setStringClaim("day", ticket.expiryDay().toString());
    return sign(claims);
  }

  public String sign(SessionClaims session) {
    JwtClaims claims = new JwtClaims();
    claims.setAudience(TokenVerifier.SESSION_AUDIENCE);
    claims.setSubject(session.session().toString());
    claims.setExpirationTime(NumericDate.fromSeconds(session.expiresAt().getEpochSecond()));
    claims.setStringClaim("tra", session.transfer().toString());
    claims.setStringClaim("usr", session.user().toString());
    claims.setStringClaim("side", session.side().name());
    claims.setClaim("epoch", session.epoch());
    claims.setStringClaim("relay", session.relay());
    claims.setStringClaim("addr", session.address());
    return sign(claims);
  }

  public String sign(AccessClaims access) {
    JwtClaims claims = new JwtClaims();
    claims.setAudience(TokenVerifier.ACCESS_AUDIENCE);
    claims.setSubject(access.user().toString());
    claims.setExpirationTime(NumericDate.fromSeconds(access.expiresAt().getEpochSecond()));
    claims.setStringClaim("dev", access.device().toString());
    claims.setStringClaim("handle", access.handle());
    return sign(claims);
  }

  private String sign(JwtClaims claims) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    signature.setKeyIdHeaderValue(keyId);
    signature.setKey(key);
    signature.setProviderContext(Ed25519Provider.context());
    signature.setPayload(claims.toJson());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("can't sign a token", e);
    }
  }
}

package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import io.restassured.response.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RegistryTest
class SignInIT {

  private static void accepted(Response response) {
    response.then().statusCode(200).body("token_type", equalTo("Bearer"));
  }

  private static void notAccepted(Person person, JwtClaims claims) {
    refused(Person.exchange(person.assertion(claims)), ErrorCode.ASSERTION_REFUSED);
  }

  @Test
  void tradesAnAssertionForAQuarterOfAnHour() {
    Person alice = Person.stranger("sign-in").register();
    Person.exchange(alice.assertion(alice.claims()))
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("expires_in", equalTo(900));
  }

  @Test
  void takesAnAssertionOnce() {
    Person alice = Person.stranger("once").register();
    String assertion = alice.assertion(alice.claims());
    accepted(Person.exchange(assertion));
    refused(Person.exchange(assertion), ErrorCode.ASSERTION_REFUSED);
  }

  @Test
  void takesTheSameJtiFromTwoDevices() {
    Person alice = Person.stranger("jti").register();
    Person bob = Person.stranger("jti").register();
    for (Person each : new Person[] {alice, bob}) {
      JwtClaims claims = each.claims();
      claims.setJwtId("the-same");
      accepted(Person.exchange(each.assertion(claims)));
    }
  }

  @Test
  void forgivesAMinuteOfSkewBehind() {
    Person alice = Person.stranger("behind").register();
    Instant now = MovableClock.now();
    accepted(Person.exchange(alice.assertion(alice.claims(now.minusSeconds(120 + 58)))));
    notAccepted(alice, alice.claims(now.minusSeconds(120 + 61)));
  }

  @Test
  void forgivesAMinuteOfSkewAhead() {
    Person alice = Person.stranger("ahead").register();
    Instant now = MovableClock.now();
    accepted(Person.exchange(alice.assertion(alice.claims(now.plusSeconds(59)))));
    notAccepted(alice, alice.claims(now.plusSeconds(63)));
  }

  @Test
  void refusesALongLife() {
    Person alice = Person.stranger("long").register();
    Instant now = MovableClock.now();
    JwtClaims claims = alice.claims(now);
    claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 301));
    notAccepted(alice, claims);
    claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 300));
    accepted(Person.exchange(alice.assertion(claims)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "iat", "exp", "jti"})
  void refusesAMissingClaim(String name) {
    Person alice = Person.stranger("missing").register();
    JwtClaims claims = alice.claims();
    claims.unsetClaim(name);
    notAccepted(alice, claims);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "jti"})
  void refusesAWrongClaim(String name) {
    Person alice = Person.stranger("wrong").register();
    JwtClaims claims = alice.claims();
    claims.setStringClaim(
        name, name.equals("jti") ? "two words" : "https://evil.example/api/v1/auth/token");
    notAccepted(alice, claims);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iat", "exp", "jti"})
  void refusesAClaimOfTheWrongType(String name) {
    Person alice = Person.stranger("type").register();
    JwtClaims claims = alice.claims();
    claims.setClaim(name, List.of("x"));
    notAccepted(alice, claims);
  }

  @Test
  void refusesAnotherKey() {
    Person alice = Person.stranger("key").register();
    Person mallory = Person.stranger("mallory");
    mallory.deviceId = alice.deviceId;
    notAccepted(mallory, mallory.claims());
  }

  @Test
  void refusesOtherAlgorithms() throws JoseException {
    Person alice = Person.stranger("alg").register();
    JsonWebSignature none = new JsonWebSignature();
    none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    none.setAlgorithmHeaderValue("none");
    none.setKeyIdHeaderValue(alice.deviceId().toString());
    none.setPayload(alice.claims().toJson());
    refused(Person.exchange(none.getCompactSerialization()), ErrorCode.ASSERTION_REFUSED);

    JsonWebSignature hmac = new JsonWebSignature();
    hmac.setAlgorithmHeaderValue("HS256");
    hmac.setKeyIdHeaderValue(alice.deviceId().toString());
    hmac.setKey(new HmacKey(alice.keys.getPublic().getEncoded()));
    hmac.setPayload(alice.claims().toJson());
    refused(Person.exchange(hmac.getCompactSerialization()), ErrorCode.ASSERTION_REFUSED);
  }

  @Test
  void refusesStrangersAndGarbage() {
    Person stranger = Person.stranger("stranger");
    stranger.deviceId = UUID.randomUUID();
    notAccepted(stranger, stranger.claims());
    for (String garbage : new String[] {"x", "a.b.c", "....", "x".repeat(2000)}) {
      refused(Person.exchange(garbage), ErrorCode.ASSERTION_REFUSED);
    }
  }

  @Test
  void refusesLongForms() {
    refused(Person.exchange("x".repeat(5000)), ErrorCode.TOO_LARGE);
    refused(Person.exchange("x".repeat(70_000)), ErrorCode.TOO_LARGE);
  }

  @Test
  void refusesMalformedForms() {
    refused(given().formParam("assertion", "x").post("/api/v1/auth/token"), ErrorCode.MALFORMED);
    refused(
        given().formParam("grant_type", "password").post("/api/v1/auth/token"),
        ErrorCode.MALFORMED);
    refused(
        given().formParam("grant_type", Person.GRANT_TYPE).post("/api/v1/auth/token"),
        ErrorCode.MALFORMED);
    refused(
        given().contentType("application/json").body("{}").post("/api/v1/auth/token"),
        ErrorCode.UNSUPPORTED_TYPE);
  }

  @Test
  void refusesGarbageAsAccessToken() {
    Person alice = Person.registered("garbage");
    for (String header :
        new String[] {"Bearer", "Bearer x", "Basic YTpi", "Bearer " + alice.token + "x", "x"}) {
      refused(
              given().header("Authorization", header).get("/api/v1/account"),
              ErrorCode.NOT_SIGNED_IN)
          .header("WWW-Authenticate", "Bearer");
    }
  }

  @Test
  void takesAccessTokensForAQuarterOfAnHour() {
    Person alice = Person.registered("quarter");
    MovableClock.advance(Duration.ofMinutes(14));
    alice.ask().get("/api/v1/account").then().statusCode(200);
    MovableClock.advance(Duration.ofMinutes(2));
    refused(alice.ask().get("/api/v1/account"), ErrorCode.NOT_SIGNED_IN);
  }

  @Test
  void publishesTheKeyThatSigns() throws JoseException, TokenRefused {
    Person alice = Person.registered("jwks");
    Response jwks = given().get("/api/v1/jwks");
    jwks.then()
        .statusCode(200)
        .header(
            "Date",
            matchesPattern("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"))
        .body("keys", hasSize(1))
        .body("keys[0].kty", equalTo("OKP"))
        .body("keys[0].crv", equalTo("Ed25519"))
        .body("keys[0].use", equalTo("sig"))
        .body("keys[0].d", nullValue());
    var keys = new JwksVerificationKeyResolver(new JsonWebKeySet(jwks.asString()).getJsonWebKeys());
    assertThat(
            new TokenVerifier(keys, Clock.fixed(MovableClock.now(), ZoneOffset.UTC))
                .access(String.valueOf(alice.token))
                .handle())
        .isEqualTo(alice.handle);
  }
}

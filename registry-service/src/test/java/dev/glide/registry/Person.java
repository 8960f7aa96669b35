package dev.glide.registry;

import static io.restassured.RestAssured.given;

import dev.glide.registry.codec.Base64Url;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewUser;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Somebody with a device, as a client holds it. */
public final class Person {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final SecureRandom RANDOM = new SecureRandom();
  static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  final String handle;
  final KeyPair keys;
  final NewDevice device;
  @Nullable UUID deviceId;
  @Nullable String token;

  private Person(String handle) {
    this.handle = handle;
    this.keys = newKeys();
    byte[] encoded = keys.getPublic().getEncoded();
    this.device =
        new NewDevice(
            "laptop",
            Base64Url.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)),
            Base64Url.encode(random(32)));
  }

  /** A name that nobody has. */
  static String newHandle(String like) {
    return like + "-" + COUNT.incrementAndGet();
  }

  /** Someone with keys but no account. */
  static Person stranger(String like) {
    return new Person(newHandle(like));
  }

  /** Another device of the same person, with keys but not linked. */
  Person otherDevice() {
    return new Person(handle);
  }

  /** Someone who has an account and is signed in. */
  static Person registered(String like) {
    Person person = stranger(like);
    person.register();
    person.signIn();
    return person;
  }

  Person register() {
    Account account =
        given()
            .contentType(ContentType.JSON)
            .body(new NewUser(handle, device, null))
            .post("/api/v1/users")
            .then()
            .statusCode(201)
            .extract()
            .as(Account.class);
    deviceId = account.deviceId();
    return this;
  }

  Person signIn() {
    token = exchange(assertion(claims())).then().statusCode(200).extract().path("access_token");
    return this;
  }

  static Response exchange(String assertion) {
    return given()
        .formParam("grant_type", GRANT_TYPE)
        .formParam("assertion", assertion)
        .post("/api/v1/auth/token");
  }

  /** The claims of an assertion that is right. */
  JwtClaims claims() {
    return claims(MovableClock.now());
  }

  /** The claims of an assertion that was made at this time, to live for two minutes. */
  JwtClaims claims(Instant now) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(String.valueOf(deviceId));
    claims.setSubject(String.valueOf(deviceId));
    claims.setAudience("http://localhost:" + RestAssured.port + "/api/v1/auth/token");
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 120));
    claims.setJwtId(UUID.randomUUID().toString());
    return claims;
  }

  String assertion(JwtClaims claims) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("EdDSA");
    jws.setKeyIdHeaderValue(String.valueOf(deviceId));
    jws.setKey(keys.getPrivate());
    jws.setPayload(claims.toJson());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request as this person. */
  RequestSpecification ask() {
    return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
  }

  UUID deviceId() {
    if (deviceId == null) {
      throw new IllegalStateException("not registered");
    }
    return deviceId;
  }

  String sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(message);
      return Base64Url.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

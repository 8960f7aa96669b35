package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.auth.SigningKeys;
import dev.glide.shared.admin.NewSigningKey;
import dev.glide.shared.api.AuditEntry;
import dev.glide.shared.api.AuditPage;
import dev.glide.shared.error.ErrorCode;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Keys are replaced without anybody being signed out, unless that is what is wanted. */
@RegistryTest
class SigningKeyIT {
  private static final Duration SETTLED = Duration.ofMinutes(2);
  private static final Duration OUTLIVED = Duration.ofMinutes(80);

  @Inject SigningKeys keys;
  @Inject Jdbi jdbi;

  private static NewSigningKey rotate(String how) {
    return Operator.ask()
        .post("/api/v1/admin/signing-keys" + how)
        .then()
        .statusCode(201)
        .extract()
        .as(NewSigningKey.class);
  }

  private static List<String> published() {
    return given().get("/api/v1/jwks").then().statusCode(200).extract().path("keys.kid");
  }

  private static String signerOf(Person person) throws JoseException {
    person.signIn();
    return JsonWebSignature.fromCompactSerialization(person.token).getKeyIdHeaderValue();
  }

  private static void isSignedIn(Person person) {
    person.ask().get("/api/v1/account").then().statusCode(200);
  }

  @Test
  void nobodyIsSignedOutByANewKey() throws JoseException {
    Person alice = Person.registered("rotated");
    String old = signerOf(alice);
    NewSigningKey made = rotate("");
    assertThat(made.forgotten()).isZero();
    assertThat(published()).contains(old, made.id());
    assertThat(signerOf(alice)).as("others may not have read the new one").isEqualTo(old);

    MovableClock.advance(SETTLED);
    keys.refresh();
    isSignedIn(alice);
    Person bob = Person.registered("rotated");
    assertThat(signerOf(bob)).isEqualTo(made.id());
    isSignedIn(bob);
    isSignedIn(alice);

    MovableClock.advance(OUTLIVED);
    keys.refresh();
    assertThat(published()).doesNotContain(old).contains(made.id());
    assertThat(signerOf(alice)).isEqualTo(made.id());
    isSignedIn(alice);
  }

  @Test
  void aKeyIsFollowedByAnotherInItsTime() throws JoseException {
    MovableClock.advance(SETTLED);
    keys.refresh();
    String old = signerOf(Person.registered("aged"));
    jdbi.useHandle(
        db -> db.execute("UPDATE signing_keys SET created_at = created_at - INTERVAL '91 days'"));
    keys.refresh();
    assertThat(published()).hasSizeGreaterThanOrEqualTo(2).contains(old);
    String next = published().getFirst();
    assertThat(next).isNotEqualTo(old);
    keys.refresh();
    assertThat(published()).as("once is enough").first().isEqualTo(next);

    MovableClock.advance(SETTLED);
    keys.refresh();
    assertThat(signerOf(Person.registered("aged"))).isEqualTo(next);
  }

  @Test
  void whatARevokedKeyHasSignedCountsNoMore() throws JoseException {
    Person alice = Person.registered("revoked");
    isSignedIn(alice);
    NewSigningKey made = rotate("?revoke=true");
    assertThat(made.forgotten()).isPositive();
    assertThat(published()).containsExactly(made.id());
    refused(alice.ask().get("/api/v1/account"), ErrorCode.NOT_SIGNED_IN);
    assertThat(signerOf(alice)).isEqualTo(made.id());
    isSignedIn(alice);
  }

  @Test
  void isForTheOperatorAndWrittenDown() {
    refused(given().post("/api/v1/admin/signing-keys"), ErrorCode.NOT_SIGNED_IN);
    NewSigningKey made = rotate("");
    AuditPage newest =
        Operator.ask().get("/api/v1/admin/audit").then().extract().as(AuditPage.class);
    assertThat(newest.entries())
        .filteredOn(entry -> made.id().equals(entry.detail()))
        .singleElement()
        .satisfies(entry -> assertThat(entry.operator()).isTrue())
        .extracting(AuditEntry::action, AuditEntry::result)
        .extracting(Object::toString)
        .containsExactly("KEY_ROTATED", "done");
  }
}

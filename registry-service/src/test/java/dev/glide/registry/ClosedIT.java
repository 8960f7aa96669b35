package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.user.FirstInvite;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.error.ErrorCode;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** A server that takes nobody new, and that knows its own address. */
@RegistryTest
@TestProfile(ClosedIT.Closed.class)
class ClosedIT {
  /** The settings of such a server. */
  public static class Closed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "glide.sign-up", "closed",
          "glide.origins", "https://a.example/,https://b.example");
    }
  }

  @Inject FirstInvite firstInvite;
  @Inject Jdbi jdbi;

  @Test
  void takesNobodyNew() {
    Person person = Person.stranger("late");
    refused(
        given()
            .contentType(ContentType.JSON)
            .body(new NewUser(person.handle, person.device, null))
            .post("/api/v1/users"),
        ErrorCode.SIGN_UP_CLOSED);
    assertThat(firstInvite.make()).isEmpty();
  }

  @Test
  void believesOnlyAssertionsForItsOwnOrigins() {
    Person owner = known();
    refused(Person.exchange(owner.assertion(owner.claims())), ErrorCode.ASSERTION_REFUSED);
    for (String origin : new String[] {"https://a.example", "https://b.example"}) {
      JwtClaims claims = owner.claims();
      claims.setAudience(origin + "/api/v1/auth/token");
      Person.exchange(owner.assertion(claims)).then().statusCode(200);
    }
  }

  /** Someone whose account the server's owner has made. */
  private Person known() {
    Person person = Person.stranger("owner");
    UUID device = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    jdbi.useHandle(db -> {
      db.execute(
          "INSERT INTO users (id, handle, quota_bytes, created_at) VALUES (?, ?, 0, now())",
          user,
          person.handle);
      db.execute(
          "INSERT INTO devices (id, user_id, state, name, sign_key, seal_key, added_at)"
              + " VALUES (?, ?, 'ACTIVE', 'desk', ?, ?, now())",
          device,
          user,
          person.device.signKey(),
          person.device.sealKey());
    });
    person.deviceId = device;
    return person;
  }
}

package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.user.FirstInvite;
import dev.glide.shared.api.NewInvite;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.error.ErrorCode;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RegistryTest
@TestProfile(InviteIT.ByInvite.class)
class InviteIT {
  /** A server that takes people by invite. */
  public static class ByInvite implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("glide.sign-up", "invite");
    }
  }

  @Inject FirstInvite firstInvite;
  @Inject Jdbi jdbi;

  @BeforeEach
  void nobody() {
    jdbi.useHandle(db -> db.execute("TRUNCATE users CASCADE"));
  }

  private static Response register(Person person, @Nullable String code) {
    return given()
        .contentType(ContentType.JSON)
        .body(new NewUser(person.handle, person.device, code))
        .post("/api/v1/users");
  }

  private Person first() {
    Person first = Person.stranger("first");
    String code = firstInvite.make().orElseThrow().code();
    first.deviceId =
        UUID.fromString(register(first, code).then().statusCode(201).extract().path("deviceId"));
    return first.signIn();
  }

  @Test
  void theServersOwnInviteLetsTheFirstOneIn() {
    NewInvite lost = firstInvite.make().orElseThrow();
    NewInvite printed = firstInvite.make().orElseThrow();
    refused(register(Person.stranger("early"), lost.code()), ErrorCode.INVITE_NEEDED);
    register(Person.stranger("first"), printed.code()).then().statusCode(201);
    assertThat(firstInvite.make()).isEmpty();
  }

  @Test
  void aCodeLetsOneIn() {
    Person first = first();
    String code = first.ask().post("/api/v1/invites").path("code");
    refused(register(Person.stranger("none"), null), ErrorCode.INVITE_NEEDED);
    refused(register(Person.stranger("wrong"), "AAAA-AAAA-AAAA-AAAA"), ErrorCode.INVITE_NEEDED);
    Person second = Person.stranger("second");
    register(second, " " + code.toLowerCase(Locale.ROOT).replace("-", "")).then().statusCode(201);
    refused(register(Person.stranger("third"), code), ErrorCode.INVITE_NEEDED);
    register(second, code).then().statusCode(200);
  }

  @Test
  void ofManyAtOnceACodeLetsOneIn() throws Exception {
    String code = first().ask().post("/api/v1/invites").path("code");
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        Person person = Person.stranger("many");
        answers.add(threads.submit(() -> register(person, code).statusCode()));
      }
    }
    List<Integer> codes = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      codes.add(answer.get());
    }
    assertThat(codes).filteredOn(each -> each == 201).hasSize(1);
    assertThat(codes).filteredOn(each -> each == 403).hasSize(7);
  }

  @Test
  void aRefusedNameDoesNotUseTheCodeUp() {
    Person first = first();
    String code = first.ask().post("/api/v1/invites").path("code");
    Person second = Person.stranger("second");
    refused(
        given()
            .contentType(ContentType.JSON)
            .body(new NewUser(first.handle, second.device, code))
            .post("/api/v1/users"),
        ErrorCode.HANDLE_TAKEN);
    register(second, code).then().statusCode(201);
  }

  @Test
  void aCodeLivesAWeek() {
    String code = first().ask().post("/api/v1/invites").path("code");
    MovableClock.advance(Duration.ofDays(7));
    refused(register(Person.stranger("late"), code), ErrorCode.INVITE_NEEDED);
  }
}

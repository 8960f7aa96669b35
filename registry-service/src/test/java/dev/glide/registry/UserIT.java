package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.error.ErrorCode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RegistryTest
class UserIT {
  @Inject Jdbi jdbi;

  private static Response register(Object body) {
    return given().contentType(ContentType.JSON).body(body).post("/api/v1/users");
  }

  @Test
  void givesTheSameAnswerToTheSameRegistration() {
    Person alice = Person.stranger("again");
    NewUser asked = new NewUser(alice.handle, alice.device, null);
    String first = register(asked).then().statusCode(201).extract().asString();
    String second = register(asked).then().statusCode(200).extract().asString();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void takesAHandleOnce() {
    Person first = Person.registered("taken");
    Person second = Person.stranger("other");
    refused(register(new NewUser(first.handle, second.device, null)), ErrorCode.HANDLE_TAKEN);
  }

  @Test
  void ofFiftyAtOnceOneGetsTheName() throws Exception {
    String handle = Person.newHandle("race");
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
      for (int i = 0; i < 50; i++) {
        NewUser asked = new NewUser(handle, Person.stranger("racer").device, null);
        answers.add(threads.submit(() -> register(asked).statusCode()));
      }
    }
    List<Integer> codes = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      codes.add(answer.get());
    }
    assertThat(codes).filteredOn(code -> code == 201).hasSize(1);
    assertThat(codes).filteredOn(code -> code == 409).hasSize(49);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Alice",
        "_alice",
        "al ice",
        "",
        "älice",
        "0123456789012345678901234567890123"
      })
  void refusesWhatCantBeAName(String handle) {
    refused(
        register(new NewUser(handle, Person.stranger("form").device, null)),
        ErrorCode.HANDLE_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"alice\"",
        "null",
        "{}",
        "{\"handle\":\"alice\"}",
        "{\"handle\":{}}",
        "{\"handle\":\"alice\",\"device\":[]}"
      })
  void refusesMalformedBodies(String body) {
    refused(register(body), ErrorCode.MALFORMED);
  }

  @Test
  void refusesMalformedDevices() {
    NewDevice good = Person.stranger("form").device;
    for (NewDevice bad :
        List.of(
            new NewDevice("", good.signKey(), good.sealKey()),
            new NewDevice("x".repeat(65), good.signKey(), good.sealKey()),
            new NewDevice("a\u0000b", good.signKey(), good.sealKey()),
            new NewDevice("laptop", good.signKey() + "=", good.sealKey()),
            new NewDevice("laptop", good.signKey().substring(1), good.sealKey()),
            new NewDevice("laptop", good.signKey(), "!" + good.sealKey().substring(1)))) {
      refused(register(new NewUser(Person.newHandle("form"), bad, null)), ErrorCode.MALFORMED);
    }
  }

  @Test
  void refusesLongBodies() {
    refused(register("{\"handle\":\"" + "x".repeat(70_000) + "\"}"), ErrorCode.TOO_LARGE)
        .body("limit", equalTo(65_536));
  }

  @Test
  void refusesOtherMediaTypes() {
    refused(
        given().contentType("text/plain").body("alice").post("/api/v1/users"),
        ErrorCode.UNSUPPORTED_TYPE);
  }

  @Test
  void saysWhatIsNotThere() {
    refused(given().get("/api/v1/nothing"), ErrorCode.NOT_FOUND);
    refused(given().delete("/api/v1/users"), ErrorCode.METHOD_NOT_ALLOWED);
  }

  @Test
  void showsTheAccount() {
    Person alice = Person.registered("account");
    alice
        .ask()
        .get("/api/v1/account")
        .then()
        .statusCode(200)
        .body("handle", equalTo(alice.handle))
        .body("deviceId", equalTo(alice.deviceId().toString()))
        .body("quotaBytes", equalTo(1 << 30))
        .body("reservedBytes", equalTo(0));
  }

  @Test
  void listsPeopleByPages() {
    Person reader = Person.registered("zz-page");
    List<String> handles = new ArrayList<>();
    String path = "/api/v1/users?limit=3";
    String next = "";
    while (next != null) {
      Response page = reader.ask().get(path + (next.isEmpty() ? "" : "&after=" + next));
      page.then().statusCode(200);
      handles.addAll(page.path("users.handle"));
      next = page.path("next");
    }
    assertThat(handles).isSorted().doesNotHaveDuplicates().contains(reader.handle);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "after=A%20B", "after=%00"})
  void refusesWrongPages(String query) {
    Person reader = Person.registered("wrong-page");
    refused(
        reader.ask().urlEncodingEnabled(false).get("/api/v1/users?" + query), ErrorCode.MALFORMED);
  }

  @Test
  void namesTheNearest() {
    Person reader = Person.registered("nearest");
    String mistyped = reader.handle.replace("nearest", "naerest");
    refused(reader.ask().get("/api/v1/users/" + mistyped + "/devices"), ErrorCode.UNKNOWN_USER)
        .body("nearest", hasItem(reader.handle));
  }

  @Test
  void treatsADisabledUserAsUnknown() {
    Person reader = Person.registered("reader");
    Person gone = Person.registered("gone");
    jdbi.useHandle(
        db -> db.execute("UPDATE users SET disabled = true WHERE handle = ?", gone.handle));
    refused(gone.ask().get("/api/v1/account"), ErrorCode.ACCOUNT_DISABLED);
    refused(Person.exchange(gone.assertion(gone.claims())), ErrorCode.ACCOUNT_DISABLED);
    refused(reader.ask().get("/api/v1/users/" + gone.handle + "/devices"), ErrorCode.UNKNOWN_USER);
  }

  @Test
  void makesInvites() {
    Person alice = Person.registered("inviter");
    String code = alice.ask().post("/api/v1/invites").then().statusCode(201).extract().path("code");
    assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
    long stored =
        jdbi.withHandle(db ->
            db.createQuery("SELECT count(*) FROM invites WHERE code_hash = :code")
                .bind("code", code)
                .mapTo(Long.class)
                .one());
    assertThat(stored).isZero();
  }

  @Test
  void showsDevicesToEveryoneWhoIsSignedIn() {
    Person alice = Person.registered("shown");
    Person bob = Person.registered("looker");
    bob.ask()
        .get("/api/v1/users/" + alice.handle + "/devices")
        .then()
        .statusCode(200)
        .body("handle", equalTo(alice.handle))
        .body("devices", hasSize(1))
        .body("devices[0].signKey", equalTo(alice.device.signKey()))
        .body("devices[0].sealKey", equalTo(alice.device.sealKey()));
  }
}

package dev.glide.registry;

import static dev.glide.registry.Linking.approve;
import static dev.glide.registry.Linking.endorsed;
import static dev.glide.registry.Linking.link;
import static dev.glide.registry.Linking.waiting;
import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.glide.registry.expiry.Housekeeping;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.Limits;
import dev.glide.shared.error.ErrorCode;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@RegistryTest
class DeviceIT {
  @Inject Housekeeping housekeeping;

  @Test
  void aNewDeviceComesInWhenAnOlderOneVouchesForIt() {
    Person laptop = Person.registered("linked");
    Person phone = waiting(laptop);
    refused(Person.exchange(phone.assertion(phone.claims())), ErrorCode.ASSERTION_REFUSED);
    laptop
        .ask()
        .get("/api/v1/devices")
        .then()
        .body("devices", hasSize(1))
        .body("devices[0].endorsement", nullValue())
        .body("waiting", hasSize(1))
        .body("waiting[0].id", equalTo(phone.deviceId().toString()));

    String signature = laptop.sign(endorsed(phone));
    approve(laptop, phone, signature)
        .then()
        .statusCode(200)
        .body("endorsement.by", equalTo(laptop.deviceId().toString()))
        .body("endorsement.signature", equalTo(signature));
    approve(laptop, phone, signature).then().statusCode(200);
    phone.signIn();
    phone
        .ask()
        .get("/api/v1/devices")
        .then()
        .body("devices", hasSize(2))
        .body("waiting", hasSize(0));
    link(phone).then().statusCode(200).body("id", equalTo(phone.deviceId().toString()));
  }

  @Test
  void asksOnlyOnceForTheSameKeys() {
    Person phone = waiting(Person.registered("twice"));
    link(phone).then().statusCode(202).body("id", equalTo(phone.deviceId().toString()));
  }

  @Test
  void refusesEndorsementsThatAreNotSignedRight() {
    Person laptop = Person.registered("signed");
    Person phone = waiting(laptop);
    Person other = waiting(laptop);
    refused(approve(laptop, phone, laptop.sign(endorsed(other))), ErrorCode.FORBIDDEN);
    refused(approve(laptop, phone, phone.sign(endorsed(phone))), ErrorCode.FORBIDDEN);
    refused(approve(laptop, phone, "AAAA"), ErrorCode.MALFORMED);
    refused(
        laptop
            .ask()
            .body(new Endorsement(phone.deviceId(), phone.sign(endorsed(phone))))
            .post("/api/v1/devices/" + phone.deviceId() + "/approve"),
        ErrorCode.FORBIDDEN);
    refused(
        laptop.ask().body("{").post("/api/v1/devices/" + phone.deviceId() + "/approve"),
        ErrorCode.MALFORMED);
    refused(Person.exchange(phone.assertion(phone.claims())), ErrorCode.ASSERTION_REFUSED);
  }

  @Test
  void nobodyElseVouchesOrRemoves() {
    Person phone = waiting(Person.registered("mine"));
    Person mallory = Person.registered("mallory");
    refused(approve(mallory, phone), ErrorCode.UNKNOWN_DEVICE);
    refused(mallory.ask().delete("/api/v1/devices/" + phone.deviceId()), ErrorCode.UNKNOWN_DEVICE);
    refused(mallory.ask().delete("/api/v1/devices/" + UUID.randomUUID()), ErrorCode.UNKNOWN_DEVICE);
  }

  @Test
  void aRemovedDeviceIsOutAtOnce() {
    Person laptop = Person.registered("removed");
    Person phone = waiting(laptop);
    approve(laptop, phone).then().statusCode(200);
    phone.signIn();
    laptop.ask().delete("/api/v1/devices/" + phone.deviceId()).then().statusCode(204);
    laptop.ask().delete("/api/v1/devices/" + phone.deviceId()).then().statusCode(204);
    refused(phone.ask().get("/api/v1/account"), ErrorCode.NOT_SIGNED_IN);
    refused(Offers.put(phone, UUID.randomUUID(), Offers.to(laptop)), ErrorCode.NOT_SIGNED_IN);
    refused(Person.exchange(phone.assertion(phone.claims())), ErrorCode.ASSERTION_REFUSED);
    refused(approve(laptop, phone), ErrorCode.UNKNOWN_DEVICE);
    link(phone).then().statusCode(202);
  }

  @Test
  void keepsTheLastDevice() {
    Person laptop = Person.registered("last");
    Person phone = waiting(laptop);
    refused(laptop.ask().delete("/api/v1/devices/" + laptop.deviceId()), ErrorCode.LAST_DEVICE);
    laptop.ask().delete("/api/v1/devices/" + phone.deviceId()).then().statusCode(204);
  }

  @Test
  void keepsFewWaiting() {
    Person laptop = Person.registered("crowd");
    for (int i = 0; i < 8; i++) {
      waiting(laptop);
    }
    refused(link(laptop.otherDevice()), ErrorCode.TOO_MANY).header("Retry-After", "2");
  }

  @Test
  void waitingEndsAfterADay() {
    Person laptop = Person.registered("day");
    Person phone = waiting(laptop);
    MovableClock.advance(Duration.ofHours(25));
    housekeeping.sweep();
    laptop.signIn();
    laptop.ask().get("/api/v1/devices").then().body("waiting", hasSize(0));
    refused(approve(laptop, phone), ErrorCode.UNKNOWN_DEVICE);
  }

  @Test
  void keepsAnAccountToItsLimitOfDevices() {
    Person laptop = Person.registered("many");
    for (int i = 1; i < Limits.MAX_DEVICES; i++) {
      approve(laptop, waiting(laptop)).then().statusCode(200);
    }
    refused(approve(laptop, waiting(laptop)), ErrorCode.TOO_LARGE)
        .body("limit", equalTo(Limits.MAX_DEVICES));
  }

  @Test
  void refusesMalformedLinks() {
    Person laptop = Person.registered("link-form");
    String path = "/api/v1/users/" + laptop.handle + "/devices";
    refused(given().contentType(ContentType.JSON).body("{}").post(path), ErrorCode.MALFORMED);
    refused(given().contentType(ContentType.JSON).post(path), ErrorCode.MALFORMED);
    refused(link(Person.stranger("nobody")), ErrorCode.UNKNOWN_USER);
  }
}

package dev.glide.registry;

import static io.restassured.RestAssured.given;

import dev.glide.registry.codec.Base64Url;
import dev.glide.shared.api.Endorsement;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Bringing another device into an account, as clients do it. */
final class Linking {
  private Linking() {}

  static Response link(Person device) {
    return given()
        .contentType(ContentType.JSON)
        .body(device.device)
        .post("/api/v1/users/" + device.handle + "/devices");
  }

  /** A device that waits; its id is set. */
  static Person waiting(Person owner) {
    Person device = owner.otherDevice();
    device.deviceId = UUID.fromString(link(device).then().statusCode(202).extract().path("id"));
    return device;
  }

  static Response approve(Person by, Person device, String signature) {
    return by.ask()
        .body(new Endorsement(by.deviceId(), signature))
        .post("/api/v1/devices/" + device.deviceId() + "/approve");
  }

  static Response approve(Person by, Person device) {
    return approve(by, device, by.sign(endorsed(device)));
  }

  /** The bytes that the protocol document gives. */
  static byte[] endorsed(Person device) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("glide/v1/device".getBytes(StandardCharsets.US_ASCII));
    bytes.write(device.handle.length());
    bytes.writeBytes(device.handle.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(Base64Url.exactly("sign", device.device.signKey(), 32));
    bytes.writeBytes(Base64Url.exactly("seal", device.device.sealKey(), 32));
    return bytes.toByteArray();
  }

  /** Another device of the same person, linked and signed in. */
  static Person linked(Person owner) {
    Person device = waiting(owner);
    approve(owner, device).then().statusCode(200);
    return device.signIn();
  }
}

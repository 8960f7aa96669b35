package dev.glide.registry;

import dev.glide.registry.codec.Base64Url;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Offers as a client makes them, with random bytes where it would seal. */
final class Offers {
  static final ChunkLayout TEN_MEGABYTES =
      new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 10_000_000);

  private Offers() {}

  static NewTransfer to(Person... recipients) {
    return of(TEN_MEGABYTES, false, null, recipients);
  }

  static NewTransfer of(
      ChunkLayout chunks, boolean open, @Nullable Long expiresInSeconds, Person... recipients) {
    return of(chunks, open, false, expiresInSeconds, recipients);
  }

  /** One that is never stored. */
  static NewTransfer live(ChunkLayout chunks, boolean open, Person... recipients) {
    return of(chunks, open, true, null, recipients);
  }

  private static NewTransfer of(
      ChunkLayout chunks,
      boolean open,
      boolean live,
      @Nullable Long expiresInSeconds,
      Person... recipients) {
    return new NewTransfer(
        Stream.of(recipients).map(person -> person.handle).toList(),
        keys(recipients),
        Base64Url.encode(Person.random(200)),
        Base64Url.encode(Person.random(500)),
        Base64Url.encode(Person.random(64)),
        chunks,
        open,
        live,
        expiresInSeconds);
  }

  static List<SealedKey> keys(Person... people) {
    return Arrays.stream(people)
        .map(person -> new SealedKey(person.deviceId(), Base64Url.encode(Person.random(80))))
        .toList();
  }

  static Response put(Person sender, UUID id, NewTransfer offer) {
    return sender.ask().body(offer).put("/api/v1/transfers/" + id);
  }

  /** Places an offer that must succeed; returns its id. */
  static UUID placed(Person sender, NewTransfer offer) {
    UUID id = UUID.randomUUID();
    put(sender, id, offer).then().statusCode(201).extract().as(Placed.class);
    return id;
  }

  static Response act(Person who, UUID id, String what) {
    return who.ask().post("/api/v1/transfers/" + id + "/" + what);
  }
}

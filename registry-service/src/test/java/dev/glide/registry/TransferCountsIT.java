package dev.glide.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.transfer.TransferCounts;
import dev.glide.registry.transfer.TransferCounts.Path;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RegistryTest
class TransferCountsIT {
  private static final ChunkLayout LIVE_BYTES =
      new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 7_000_000);

  @Inject OtherServices others;
  @Inject TransferCounts counts;
  private final Map<Path, Long> deliveries = new EnumMap<>(Path.class);
  private Person alice = Person.stranger("unset");
  private Person bob = Person.stranger("unset");

  @BeforeEach
  void start() {
    alice = Person.registered("alice");
    bob = Person.registered("bob");
    others.say(new TestRelay().beat());
    for (Path each : Path.values()) {
      deliveries.put(each, counts.deliveries(each));
    }
  }

  @Test
  void tellsTheWaysThatWereOpenApart() {
    UUID live = UUID.randomUUID();
    long bytes = counts.deliveredBytes(Path.LIVE);
    Offers.put(alice, live, Offers.live(LIVE_BYTES, false, bob)).then().statusCode(201);
    deliver(live, true);
    assertThat(counts.deliveredBytes(Path.LIVE)).isEqualTo(bytes + LIVE_BYTES.totalBytes());

    UUID stored = Offers.placed(alice, Offers.to(bob));
    park(stored);
    deliver(stored, false);

    UUID both = Offers.placed(alice, Offers.to(bob));
    park(both);
    deliver(both, true);

    for (Path each : Path.values()) {
      assertThat(counts.deliveries(each)).as("%s", each).isEqualTo(before(each) + 1);
    }
  }

  @Test
  void countsEachRecipientOnce() {
    long offered = counts.changes(Kind.OFFERED);
    long cancelled = counts.changes(Kind.CANCELLED);
    UUID id = Offers.placed(alice, Offers.to(bob, Person.registered("carol")));
    Offers.act(alice, id, "cancel").then().statusCode(204);
    Offers.act(alice, id, "cancel").then().statusCode(204);
    assertThat(counts.changes(Kind.OFFERED)).isEqualTo(offered + 2);
    assertThat(counts.changes(Kind.CANCELLED)).isEqualTo(cancelled + 2);
  }

  private long before(Path path) {
    return deliveries.getOrDefault(path, 0L);
  }

  private void park(UUID transfer) {
    others
        .say(
            new ChunkEvent(
                UUID.randomUUID(),
                Instant.now(),
                transfer,
                Offers.TEN_MEGABYTES.chunkCount(),
                null))
        .toCompletableFuture()
        .join();
  }

  private void deliver(UUID transfer, boolean meeting) {
    Offers.act(bob, transfer, "accept").then().statusCode(200);
    if (meeting) {
      bob.ask()
          .body(new SessionRequest(null, null, null))
          .post("/api/v1/transfers/" + transfer + "/session")
          .then()
          .statusCode(200);
    }
    Offers.act(bob, transfer, "delivered").then().statusCode(204);
    Offers.act(bob, transfer, "delivered").then().statusCode(204);
  }
}

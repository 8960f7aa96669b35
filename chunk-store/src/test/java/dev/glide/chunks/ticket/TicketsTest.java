package dev.glide.chunks.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.glide.chunks.Chunks;
import dev.glide.chunks.TestTickets;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.TicketClaims;
import dev.glide.shared.token.TicketRefusal;
import dev.glide.shared.token.TokenSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private final KeyPair keys = TestTickets.keyPair();
  private volatile Instant now = Instant.now();
  private final AtomicInteger lookups = new AtomicInteger();
  private final RefusedTickets refused = new RefusedTickets();
  private final Tickets tickets =
      new Tickets(
          (signature, nesting) -> {
            lookups.incrementAndGet();
            return keys.getPublic();
          },
          refused,
          new SetClock());

  @Test
  void readsATicketOnceAndRemembersIt() {
    String ticket = ticket("a", now.plusSeconds(600));
    assertThat(tickets.read(ticket)).isEqualTo(tickets.read(ticket));
    assertThat(lookups).hasValue(1);
  }

  @Test
  void readsItAgainAfterAWhile() {
    String ticket = ticket("a", now.plusSeconds(600));
    tickets.read(ticket);
    now = now.plusSeconds(61);
    tickets.read(ticket);
    assertThat(lookups).hasValue(2);
  }

  @Test
  void remembersNoTicketBeyondItsEnd() {
    String ticket = ticket("a", now.plusSeconds(30));
    tickets.read(ticket);
    now = now.plusSeconds(120);
    assertRefused(ErrorCode.TICKET_REFUSED, tickets, ticket);
    assertThat(refused.of(TicketRefusal.EXPIRED)).isEqualTo(1);
  }

  @Test
  void fetchesTheKeysThatTheRegistryPublishes() throws IOException {
    AtomicInteger fetches = new AtomicInteger();
    HttpServer registry = registry(fetches);
    try {
      Tickets fetching =
          new Tickets(
              new RegistryTicketKeys("http://127.0.0.1:" + registry.getAddress().getPort() + "/"),
              refused,
              new SetClock());
      assertThat(fetching.read(ticket("key-1", now.plusSeconds(600))).role())
          .isEqualTo(TicketClaims.Role.GET);
      fetching.read(ticket("key-1", now.plusSeconds(601)));
      assertThat(fetches).hasValue(1);
      for (int i = 0; i < 5; i++) {
        assertRefused(ErrorCode.TICKET_REFUSED, fetching, ticket("other", now.plusSeconds(600)));
      }
      assertThat(fetches.get()).isLessThanOrEqualTo(2);
    } finally {
      registry.stop(0);
    }
  }

  @Test
  void saysWhenTheRegistryIsAway() throws IOException {
    HttpServer registry = registry(new AtomicInteger());
    registry.stop(0);
    Tickets lonely =
        new Tickets(
            new RegistryTicketKeys("http://127.0.0.1:" + registry.getAddress().getPort()),
            refused,
            new SetClock());
    assertRefused(ErrorCode.UNAVAILABLE, lonely, ticket("key-1", now.plusSeconds(600)));
    assertThat(refused.of(TicketRefusal.KEYS_AWAY)).isEqualTo(1);
  }

  private HttpServer registry(AtomicInteger fetches) throws IOException {
    JsonWebKey key = new OctetKeyPairJsonWebKey(keys.getPublic());
    key.setKeyId("key-1");
    byte[] set = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/jwks",
        exchange -> {
          fetches.incrementAndGet();
          exchange.sendResponseHeaders(200, set.length);
          exchange.getResponseBody().write(set);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void assertRefused(ErrorCode code, Tickets tickets, String ticket) {
    assertThat(catchThrowableOfType(GlideException.class, () -> tickets.read(ticket)).code())
        .isEqualTo(code);
  }

  private String ticket(String keyId, Instant expiresAt) {
    return new TokenSigner(keys.getPrivate(), keyId)
        .sign(
            new TicketClaims(
                new UUID(0, 7),
                TestTickets.DEVICE,
                TicketClaims.Role.GET,
                Chunks.layout(1),
                TestTickets.today(),
                expiresAt));
  }

  /** Shows the time that the test sets. */
  private final class SetClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}

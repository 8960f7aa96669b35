package dev.glide.registry;

import static org.hamcrest.Matchers.equalTo;

import dev.glide.shared.event.PresenceEvent;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RegistryTest
class PresenceIT {
  @Inject OtherServices others;
  @Inject Jdbi jdbi;
  private Person bob = Person.stranger("unset");
  private UUID user = UUID.randomUUID();
  private TestRelay relay = new TestRelay();

  @BeforeEach
  void someone() {
    bob = Person.registered("present");
    user =
        jdbi.withHandle(db ->
            db.createQuery("SELECT id FROM users WHERE handle = :handle")
                .bind("handle", bob.handle)
                .mapTo(UUID.class)
                .one());
    relay = new TestRelay();
    others.say(relay.beat());
  }

  private void isOnline(boolean expected) {
    String online = "users.find { it.handle == '" + bob.handle + "' }.online";
    bob.ask()
        .queryParam("after", bob.handle.substring(0, bob.handle.length() - 1))
        .queryParam("limit", 200)
        .get("/api/v1/users")
        .then()
        .statusCode(200)
        .body(online, equalTo(expected));
  }

  @Test
  void isShownAtOnce() {
    isOnline(false);
    others.say(relay.presence(user, bob, 1, true));
    isOnline(true);
    others.say(relay.presence(user, bob, 1, false));
    isOnline(false);
  }

  @Test
  void whatIsSaidTwiceOrLateChangesNothing() {
    PresenceEvent came = relay.presence(user, bob, 1, true);
    PresenceEvent went = relay.presence(user, bob, 1, false);
    PresenceEvent back = relay.presence(user, bob, 2, true);
    others.say(came);
    others.say(came);
    others.say(back);
    others.say(went);
    isOnline(true);
    others.say(went);
    others.say(came);
    isOnline(true);
    others.say(relay.presence(user, bob, 2, false));
    others.say(came);
    others.say(back);
    isOnline(false);
  }

  @Test
  void someoneIsOnlineUntilTheLastConnectionHasGone() {
    TestRelay other = new TestRelay();
    others.say(relay.presence(user, bob, 7, true));
    others.say(other.presence(user, bob, 7, true));
    others.say(relay.presence(user, bob, 8, true));
    others.say(relay.presence(user, bob, 7, false));
    others.say(other.presence(user, bob, 7, false));
    isOnline(true);
    others.say(relay.presence(user, bob, 8, false));
    isOnline(false);
  }

  @Test
  void goesWithItsRelayAndComesBackWithIt() {
    others.say(relay.presence(user, bob, 1, true));
    TestRelay.silenceAll();
    isOnline(false);
    others.say(relay.beat());
    isOnline(true);
  }
}

package dev.glide.shared.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final UUID ID = new UUID(0, 1);
  private static final UUID USER = new UUID(0, 2);
  private static final UUID TRANSFER = new UUID(0, 3);

  private static AuditEvent audit(@Nullable UUID user, @Nullable UUID transfer) {
    return new AuditEvent(
        ID,
        Instant.EPOCH,
        AuditEvent.Action.DEVICE_ADDED,
        user,
        null,
        transfer,
        null,
        null,
        AuditEvent.DONE,
        null,
        null,
        null);
  }

  @Test
  void whatIsDoneIsKeyedByTransferElseByUserElseByItself() {
    assertThat(audit(USER, TRANSFER).key()).isEqualTo(TRANSFER.toString());
    assertThat(audit(USER, null).key()).isEqualTo(USER.toString());
    assertThat(audit(null, null).key()).isEqualTo(ID.toString());
  }

  @Test
  void typeNamesChannelAndWord() {
    assertThat(audit(USER, TRANSFER).type()).isEqualTo("dev.glide.audit.device_added");
  }

  @Test
  void connectionsOfADeviceHaveKeysOfTheirOwn() {
    assertThat(new PresenceEvent(ID, Instant.EPOCH, "r", USER, USER, 1, true).key())
        .isEqualTo(USER + "/" + USER + "/r/1");
  }

  @Test
  void anOrderIsAboutARelayOrAboutAUser() {
    assertThat(order(OrderEvent.Kind.DRAIN, "relay-7", null).key()).isEqualTo("relay-7");
    assertThat(order(OrderEvent.Kind.SHUT_OUT, null, USER).key()).isEqualTo(USER.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> order(OrderEvent.Kind.UNDRAIN, null, USER));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> order(OrderEvent.Kind.LET_IN, "relay-7", USER));
  }

  private static OrderEvent order(
      OrderEvent.Kind kind, @Nullable String relay, @Nullable UUID user) {
    return new OrderEvent(ID, Instant.EPOCH, kind, relay, user, null);
  }
}

package dev.glide.registry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.transfer.Move.Effect;
import dev.glide.shared.api.RecipientState.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MoveTest {
  @ParameterizedTest
  @CsvSource({
    "ACCEPT,  OFFERED,   CHANGES",
    "ACCEPT,  ACCEPTED,  DONE",
    "ACCEPT,  DELIVERED, REFUSED",
    "ACCEPT,  DECLINED,  REFUSED",
    "DECLINE, OFFERED,   CHANGES",
    "DECLINE, ACCEPTED,  CHANGES",
    "DECLINE, DECLINED,  DONE",
    "DECLINE, DELIVERED, REFUSED",
    "DELIVER, OFFERED,   REFUSED",
    "DELIVER, ACCEPTED,  CHANGES",
    "DELIVER, DELIVERED, DONE",
    "DELIVER, CANCELLED, REFUSED",
    "CANCEL,  OFFERED,   CHANGES",
    "CANCEL,  ACCEPTED,  CHANGES",
    "CANCEL,  DELIVERED, REFUSED",
    "EXPIRE,  OFFERED,   CHANGES",
    "EXPIRE,  ACCEPTED,  CHANGES",
    "EXPIRE,  DELIVERED, REFUSED",
  })
  void movesOnlyAlongTheLegalWays(Move move, State from, Effect effect) {
    assertThat(move.on(from)).isEqualTo(effect);
  }

  @ParameterizedTest
  @EnumSource(Move.class)
  void neverLeavesAnEnd(Move move) {
    for (State state : State.values()) {
      if (state.isEnd() && state != move.to()) {
        assertThat(move.on(state)).isEqualTo(Effect.REFUSED);
      }
    }
  }

  @Test
  void onlyAcceptingIsNoEnd() {
    for (Move move : Move.values()) {
      assertThat(move.to().isEnd()).isEqualTo(move != Move.ACCEPT);
      assertThat(move.event().name()).isEqualTo(move.to().name());
    }
  }
}

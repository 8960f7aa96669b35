package dev.glide.cli.tree;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.cli.failure.Failure;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failures as tests speak of them. */
final class Refusals {
  private Refusals() {}

  /** The failure must have this code; its message, for more questions. */
  static String messageOf(String code, ThrowingCallable action) {
    Failure failure = catchThrowableOfType(Failure.class, action);
    Assertions.assertThat(failure).isNotNull();
    Assertions.assertThat(failure.code()).isEqualTo(code);
    Assertions.assertThat(failure.message()).doesNotContain("\n");
    return failure.message();
  }
}

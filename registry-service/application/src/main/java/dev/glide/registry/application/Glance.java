package dev.glide.registry.application;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the database says, for those who must not wait for it: whoever looks gets the last answer,
 * and has it asked anew beside if that is old. Thread-safe.
 */
final class Glance<T> {
  private static final Logger LOG = Logger.getLogger(Glance.class);

  private final Supplier<T> source;
  private final long freshNanos;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile @Nullable Answer<T> last;

  /**
   * Asks nothing yet.
   *
   * @param fresh how old an answer may become before it is asked for anew
   */
  Glance(Duration fresh, Supplier<T> source) {
    this.source = source;
    this.freshNanos = fresh.toNanos();
  }

  /** A number of the last answer; none before the first, and while the database is away. */
  double of(ToDoubleFunction<T> number) {
    Answer<T> answer = last;
    if (answer == null || System.nanoTime() - answer.at >= freshNanos) {
      askBeside();
    }
    return answer == null || answer.value == null ? Double.NaN : number.applyAsDouble(answer.value);
  }

  private void askBeside() {
    if (asking.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("metrics")
          .start(() -> {
            try {
              last = new Answer<>(System.nanoTime(), ask());
            } finally {
              asking.set(false);
            }
          });
    }
  }

  private @Nullable T ask() {
    try {
      return source.get();
    } catch (RuntimeException away) {
      LOG.debugf("the database can't be asked for metrics: %s", away.getMessage());
      return null;
    }
  }

  private static final class Answer<T> {
    private final long at;
    private final @Nullable T value;

    Answer(long at, @Nullable T value) {
      this.at = at;
      this.value = value;
    }
  }
}

package dev.glide.runtime.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Whether events reach Kafka, as far as this process has tried. Thread-safe. */
@ApplicationScoped
public class Delivery {
  private static final Logger LOG = Logger.getLogger(Delivery.class);

  private final AtomicBoolean failing = new AtomicBoolean();

  void succeeded() {
    if (failing.get() && failing.compareAndSet(true, false)) {
      LOG.info("events reach Kafka again");
    }
  }

  void failed(Throwable failure) {
    if (failing.compareAndSet(false, true)) {
      LOG.warnf("events do not reach Kafka, and are sent again until they do: %s", first(failure));
    }
  }

  /** What says most is what happened first. */
  private static Throwable first(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Whether the newest event that is decided could not be delivered: it will be sent again. */
  public boolean isFailing() {
    return failing.get();
  }
}

package dev.glide.runtime.health;

import dev.glide.runtime.events.Delivery;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Events are away while they don't get through, and while Kafka does not answer, at which this
 * looks every few seconds: a service that has nothing to say at the moment would not notice that it
 * hears nothing either.
 */
@Singleton
final class KafkaWatch implements Reliance {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Logger LOG = Logger.getLogger(KafkaWatch.class);

  private final Map<String, Object> kafka;
  private final Delivery delivery;
  private final Duration every;
  private @Nullable Thread thread;
  private volatile boolean away;

  @Inject
  KafkaWatch(@Identifier("default-kafka-broker") Map<String, Object> kafka, Delivery delivery) {
    this(kafka, delivery, EVERY);
  }

  KafkaWatch(Map<String, Object> kafka, Delivery delivery, Duration every) {
    this.kafka = kafka;
    this.delivery = delivery;
    this.every = every;
  }

  @Override
  public String what() {
    return "events";
  }

  @Override
  public boolean isAway() {
    return away || delivery.isFailing();
  }

  void start(@Observes StartupEvent event) {
    start();
  }

  void start() {
    thread = Thread.ofVirtual().name("kafka-watch").start(this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    stop();
  }

  void stop() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** The first look comes late: while the service starts there is more important work. */
  private void watch() {
    try {
      TimeUnit.MILLISECONDS.sleep(every.toMillis());
      try (Admin admin = Admin.create(settings())) {
        while (true) {
          away = !answers(admin);
          TimeUnit.MILLISECONDS.sleep(every.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      away = true;
      LOG.errorf("no client of Kafka can be made with these settings: %s", e.getMessage());
    }
  }

  private static boolean answers(Admin admin) throws InterruptedException {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    }
  }

  private Map<String, Object> settings() {
    int millis = (int) PATIENCE.toMillis();
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "glide-watch");
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }
}

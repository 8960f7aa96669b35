package dev.glide.runtime.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the topics that are not there, where it may, beside everything else and for as long as it
 * takes. What is there stays as it is: whoever runs Kafka may have set it otherwise.
 */
@ApplicationScoped
class TopicMaker {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Logger LOG = Logger.getLogger(TopicMaker.class);

  private final Map<String, Object> kafka;
  private final TopicPlan plan;
  private final boolean may;
  private @Nullable Thread thread;

  TopicMaker(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TopicPlan plan,
      @ConfigProperty(name = "glide.kafka.create-topics", defaultValue = "true") boolean may) {
    this.kafka = kafka;
    this.plan = plan;
    this.may = may;
  }

  void start(@Observes StartupEvent event) {
    if (may) {
      thread = Thread.ofVirtual().name("topics").start(this::makeAll);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void makeAll() {
    Duration pause = FIRST_PAUSE;
    boolean told = false;
    try {
      while (true) {
        try {
          makeMissing();
          return;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
          if (!told) {
            LOG.warnf("topics can't be made yet, and will be tried again: %s", reason(e));
          }
          told = true;
        }
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      LOG.debug("topics are left as they are");
    }
  }

  private void makeMissing() throws ExecutionException, TimeoutException, InterruptedException {
    try (Admin admin = Admin.create(settings())) {
      Set<String> there =
          admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      List<NewTopic> missing =
          plan.topics().stream().filter(topic -> !there.contains(topic.name())).toList();
      for (var made : admin.createTopics(missing).values().entrySet()) {
        try {
          made.getValue().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          LOG.infof("made the topic %s", made.getKey());
        } catch (ExecutionException e) {
          // Another service has been faster.
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "glide-topics");
    return settings;
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}

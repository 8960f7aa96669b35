package dev.glide.benchmarks.apart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own producer with records of an event's size: the least that an event can cost. */
final class BareProducer implements AutoCloseable {
  private static final String TOPIC = "bench";
  private static final int PARTITIONS = 6;
  private static final int BATCH = 100;
  private static final String DATA = "x".repeat(350);

  private final KafkaProducer<String, String> producer;

  private BareProducer(KafkaProducer<String, String> producer) {
    this.producer = producer;
  }

  static BareProducer open(String bootstrap) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return new BareProducer(
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new StringSerializer(),
            new StringSerializer()));
  }

  /** Sends so many, a batch after the one before has been acknowledged. */
  double seconds(int count) {
    byte[] id = "dev.glide.transfer.accepted".getBytes(StandardCharsets.UTF_8);
    long begin = System.nanoTime();
    for (int sent = 0; sent < count; sent += BATCH) {
      List<Future<?>> batch = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        ProducerRecord<String, String> one =
            new ProducerRecord<>(TOPIC, UUID.randomUUID().toString(), DATA);
        one.headers().add("ce_type", id);
        batch.add(producer.send(one));
      }
      batch.forEach(BareProducer::await);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void await(Future<?> sending) {
    try {
      sending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

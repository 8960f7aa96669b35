package dev.glide.registry.outbox;

import dev.glide.registry.trace.CurrentTrace;
import dev.glide.shared.event.Event;
import dev.glide.shared.trace.TraceParent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Events that are committed together with what they tell of, and wait to be published.
 *
 * <p>Whoever adds an event about a change of a transfer holds the lock on the transfer's row, so
 * that events of one transfer have positions in the order of their commits.
 */
@Singleton
public final class Outbox {
  /**
   * Adds what {@link #bind} has bound; a table to join, or nothing, may follow. For statements that
   * put their events into the table themselves; they call {@link #wake} once that is committed.
   */
  public static final String INSERT =
      """
      INSERT INTO outbox (id, at, channel, key, type, data, correlation, trace)
        SELECT e.id, :eventsAt, e.channel, e.key, e.type, CAST(e.data AS json), e.correlation,
          CAST(:eventsTrace AS text)
        FROM unnest(:eventIds, :eventChannels, :eventKeys, :eventTypes, :eventData,
          :eventCorrelations) AS e(id, channel, key, type, data, correlation)\
      """;

  /** Takes out those that have been acknowledged, whoever publishes by now. */
  static final String REMOVE = "DELETE FROM outbox WHERE position = ANY(:positions)";

  /** One permit is as good as many: the publisher empties the table each time. */
  private final Semaphore added = new Semaphore(0);

  private final OutgoingJson json;

  Outbox(OutgoingJson json) {
    this.json = json;
  }

  /**
   * Adds events within the caller's transaction, in order; they are published soon after the
   * commit.
   *
   * @param at from when on they wait
   */
  public void add(Handle handle, Instant at, List<? extends Event> events) {
    if (!events.isEmpty()) {
      bind(handle.createUpdate(INSERT), at, events).execute();
      handle.afterCommit(this::wake);
    }
  }

  /** Binds what {@link #INSERT} names. */
  public <S extends SqlStatement<S>> S bind(S statement, Instant at, List<? extends Event> events) {
    return statement
        .bind("eventsAt", at)
        .bind("eventsTrace", CurrentTrace.parent().map(TraceParent::text).orElse(null))
        .bindArray("eventIds", UUID.class, events.stream().map(Event::id).toArray())
        .bindArray("eventChannels", String.class, texts(events, Event::channel))
        .bindArray("eventKeys", String.class, texts(events, Event::key))
        .bindArray("eventTypes", String.class, texts(events, Event::type))
        .bindArray("eventData", String.class, texts(events, json::write))
        .bindArray("eventCorrelations", String.class, texts(events, Event::correlation));
  }

  private static Object[] texts(
      List<? extends Event> events, Function<Event, @Nullable String> property) {
    return events.stream().map(property).toArray();
  }

  /** Says that something was committed. */
  public void wake() {
    added.release();
  }

  /** Waits until something was added in this process, or the time is over. */
  void awaitAdded(long millis) throws InterruptedException {
    if (added.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      added.drainPermits();
    }
  }

  /** The oldest events, oldest first. */
  List<Waiting> oldest(Handle handle, int limit) {
    return handle
        .createQuery(
            "SELECT position, channel, key, data, trace FROM outbox ORDER BY position LIMIT :limit")
        .bind("limit", limit)
        .map((row, context) ->
            new Waiting(
                row.getLong("position"),
                new Line(row.getString("channel"), row.getString("key")),
                row.getString("data"),
                TraceParent.of(row.getString("trace"))))
        .list();
  }

  /** Within a line order is kept. */
  record Line(String channel, String key) {}

  /**
   * A row as it is stored: what it says is read when its turn comes.
   *
   * @param trace of what it tells of
   */
  record Waiting(long position, Line line, String data, Optional<TraceParent> trace) {}
}

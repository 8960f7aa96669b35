package dev.glide.cli.terminal;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of {@code --json}: what happened, when, and its fields. The names of events and fields
 * are a contract, see {@code docs/json-events.md}.
 */
public final class Event {
  private final String name;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Event(String name) {
    this.name = name;
  }

  public static Event of(String name) {
    return new Event(name);
  }

  public Event with(String field, String value) {
    fields.put(field, value);
    return this;
  }

  public Event with(String field, long value) {
    fields.put(field, value);
    return this;
  }

  public Event with(String field, double value) {
    fields.put(field, value);
    return this;
  }

  public Event with(String field, boolean value) {
    fields.put(field, value);
    return this;
  }

  /** In UTC, to the millisecond. */
  public Event with(String field, Instant value) {
    return with(field, value.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** Left out when empty. */
  public Event with(String field, Optional<String> value) {
    return value.isPresent() ? with(field, value.get()) : this;
  }

  public Event with(String field, List<String> values) {
    fields.put(field, List.copyOf(values));
    return this;
  }

  /** Objects inside this one; only their fields count. */
  public Event withObjects(String field, List<Event> values) {
    fields.put(field, values.stream().map(each -> each.fields).toList());
    return this;
  }

  public String name() {
    return name;
  }

  /** The field of this name, if it is text. */
  public Optional<String> text(String field) {
    return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The event as one line of JSON, without its end. */
  public String line(Instant at) {
    BufferedJsonWriter json = JsonStream.builder().build().bufferedWriter();
    json.beginObject();
    json.name("event");
    json.value(name);
    json.name("at");
    json.value(at.truncatedTo(ChronoUnit.MILLIS).toString());
    fields.forEach((field, value) -> write(json, field, value));
    json.endObject();
    return json.result();
  }

  private static void write(JsonWriter json, String field, Object value) {
    json.name(field);
    writeValue(json, value);
  }

  private static void writeValue(JsonWriter json, Object value) {
    switch (value) {
      case Map<?, ?> object -> {
        json.beginObject();
        object.forEach((field, inner) -> write(json, String.valueOf(field), inner));
        json.endObject();
      }
      case Collection<?> values -> {
        json.beginArray();
        values.forEach(each -> writeValue(json, each));
        json.endArray();
      }
      case Long number -> json.value(number.longValue());
      case Double number -> json.value(number.doubleValue());
      case Boolean flag -> json.value(flag.booleanValue());
      default -> json.value(value.toString());
    }
  }
}

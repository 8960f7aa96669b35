package dev.glide.runtime.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * The data of events as JSON. Reading takes fields that this version does not know, and nothing in
 * which a field is missing that it needs.
 */
final class EventJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private EventJson() {}

  static byte[] write(Object event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event that is no JSON", e);
    }
  }

  /**
   * Reads an event.
   *
   * @throws UnreadableEvent if the bytes are not one
   */
  static Object read(byte[] data, Class<?> type) throws UnreadableEvent {
    Object event;
    try {
      event = JSON.readValue(data, type);
    } catch (IOException e) {
      throw new UnreadableEvent("its data is no " + type.getSimpleName(), e);
    }
    if (event == null) {
      throw new UnreadableEvent("its data is null");
    }
    for (RecordComponent part : type.getRecordComponents()) {
      if (!mayBeMissing(part) && valueOf(part, event) == null) {
        throw new UnreadableEvent("its data has no " + part.getName());
      }
    }
    return event;
  }

  private static boolean mayBeMissing(RecordComponent part) {
    return part.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable Object valueOf(RecordComponent part, Object event) {
    try {
      return part.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an event's fields are public", e);
    }
  }
}

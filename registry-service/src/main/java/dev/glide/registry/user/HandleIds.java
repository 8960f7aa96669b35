package dev.glide.registry.user;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Whose handle is whose. A handle stays with its user for good, so what was read once need not be
 * read again; whether the user is still there is another question.
 */
@Singleton
public final class HandleIds {
  private static final int MAX_REMEMBERED = 10_000;

  private final ConcurrentHashMap<String, UUID> remembered = new ConcurrentHashMap<>();

  /** The users by handle; those that nobody has are missing. */
  public Map<String, UUID> of(Handle db, Collection<String> handles) {
    Map<String, UUID> found = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (String handle : handles) {
      UUID known = remembered.get(handle);
      if (known == null) {
        others.add(handle);
      } else {
        found.put(handle, known);
      }
    }
    if (!others.isEmpty()) {
      Map<String, UUID> read = read(db, others);
      remember(read);
      found.putAll(read);
    }
    return found;
  }

  /** Reads these again when they are asked for: a database that was restored may know better. */
  public void forget(Collection<String> handles) {
    handles.forEach(remembered::remove);
  }

  private static Map<String, UUID> read(Handle db, List<String> handles) {
    return db.createQuery("SELECT id, handle FROM users WHERE handle = ANY(:handles)")
        .bindArray("handles", String.class, handles)
        .map((row, context) -> Map.entry(row.getString("handle"), row.getObject("id", UUID.class)))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** When it is full all go, and those who are in use come back. */
  private void remember(Map<String, UUID> read) {
    if (remembered.size() + read.size() > MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.putAll(read);
  }
}

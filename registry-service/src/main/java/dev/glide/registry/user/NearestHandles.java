package dev.glide.registry.user;

import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The names that somebody who mistyped one may have meant. */
final class NearestHandles {
  private static final int MAX_NAMED = 3;
  private static final int MAX_EDITS = 2;
  private static final int MAX_LENGTH = 40;
  private static final int MAX_CANDIDATES = 5000;

  private NearestHandles() {}

  /** Handles of about the same length, or that begin with what was asked for. */
  static List<String> candidates(Handle db, String asked) {
    if (asked.isEmpty() || asked.length() > MAX_LENGTH || asked.indexOf('\0') >= 0) {
      return List.of();
    }
    return db.createQuery(
            "SELECT handle FROM users WHERE NOT disabled AND (starts_with(handle, :asked)"
                + " OR length(handle) BETWEEN :shortest AND :longest) LIMIT :limit")
        .bind("asked", asked)
        .bind("shortest", asked.length() - MAX_EDITS)
        .bind("longest", asked.length() + MAX_EDITS)
        .bind("limit", MAX_CANDIDATES)
        .mapTo(String.class)
        .list();
  }

  /** At most three of the candidates, the nearest first. */
  static List<String> to(String asked, List<String> candidates) {
    return candidates.stream()
        .map(handle -> new Scored(handle, score(asked, handle)))
        .filter(scored -> scored.edits() <= Math.min(MAX_EDITS, asked.length() - 1))
        .sorted(Comparator.comparingInt(Scored::edits).thenComparing(Scored::handle))
        .limit(MAX_NAMED)
        .map(Scored::handle)
        .toList();
  }

  private static int score(String asked, String handle) {
    int edits = edits(asked, handle);
    return handle.startsWith(asked) ? Math.min(edits, 1) : edits;
  }

  /** Insertions, deletions and substitutions from one to the other (Levenshtein). */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }

  private record Scored(String handle, int edits) {}
}

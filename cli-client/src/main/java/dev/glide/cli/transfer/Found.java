package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Finds what people mean by the beginning of an id or by somebody's name. */
final class Found {
  private Found() {}

  /** Pages through a list whose pages name the next one. */
  interface Pages<P> {
    P page(Optional<String> after) throws Failure;
  }

  static <P, T> List<T> all(
      Pages<P> pages, Function<P, List<T>> items, Function<P, Optional<String>> next)
      throws Failure {
    List<T> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      P page = pages.page(after);
      List<T> found = items.apply(page);
      all.addAll(found);
      // A page without anything on it has no next one, whatever it says.
      after = found.isEmpty() ? Optional.empty() : next.apply(page);
    } while (after.isPresent());
    return all;
  }

  /** All whose id begins so, or that have to do with this person; in the order given. */
  static <T> List<T> matching(
      List<T> all, String userOrId, Function<T, UUID> id, Function<T, List<String>> people) {
    String wanted = userOrId.toLowerCase(Locale.ROOT);
    if (wanted.startsWith("@")) {
      String handle = wanted.substring(1);
      return all.stream().filter(each -> people.apply(each).contains(handle)).toList();
    }
    List<T> byId =
        all.stream()
            .filter(each -> !wanted.isEmpty() && id.apply(each).toString().startsWith(wanted))
            .toList();
    return byId.isEmpty()
        ? all.stream().filter(each -> people.apply(each).contains(wanted)).toList()
        : byId;
  }

  static <T> T one(List<T> found, String userOrId, Function<T, UUID> id, String where)
      throws Failure {
    if (found.isEmpty()) {
      throw none(userOrId, where);
    }
    if (found.size() > 1) {
      String ids =
          String.join(", ", found.stream().map(each -> Offer.shortId(id.apply(each))).toList());
      throw new Failure(
              ExitCode.USAGE,
              "ambiguous",
              "'%s' fits %d transfers: %s".formatted(userOrId, found.size(), ids))
          .hint("say which by its id; " + where + " shows them");
    }
    return found.getFirst();
  }

  static Failure none(String userOrId, String where) {
    String message =
        userOrId.startsWith("@")
            ? "nothing is under way with " + userOrId
            : "there is no transfer '" + userOrId + "'";
    return new Failure(ExitCode.NOT_FOUND, "unknown-transfer", message)
        .hint(where + " shows those there are");
  }
}

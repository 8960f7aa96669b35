package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.remote.PresenceClient;
import dev.glide.cli.remote.RegistryClient;
import dev.glide.shared.api.UserEntry;
import dev.glide.shared.api.UserPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who of the recipients is online; found out on a thread of its own, while the transfer is made and
 * placed. If there is somebody, this device is there too, so that news come as they happen.
 */
final class Company implements AutoCloseable {
  /** Whoever asks here tries again by itself, and must not hold up others meanwhile. */
  private static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO);

  private static final String LAST_IN_ORDER = "z".repeat(32);

  private final Member member;
  private final News news;
  private final SendOrder.Delivery delivery;
  private @Nullable PresenceClient presence;
  private boolean closed;
  private final Background<Set<String>> online;

  private Company(SendOrder order, Member member, News news) {
    this.member = member.patient(NONE);
    this.news = news;
    this.delivery = order.delivery();
    this.online = Background.start("who-is-online", () -> look(order));
  }

  /** Begins to find out, if it makes a difference. */
  static Company of(SendOrder order, Member member, News news) {
    return new Company(order, member, news);
  }

  private Set<String> look(SendOrder order) {
    switch (delivery) {
      case PARK -> {
        return Set.of();
      }
      case LIVE -> {
        // Whoever is not there yet is waited for.
        join();
        return Set.of();
      }
      case AUTO -> {}
    }
    Set<String> found = new TreeSet<>();
    try {
      find(order.everyRecipient(), found);
    } catch (Failure e) {
      // Who can't be asked about is as good as offline: everything can be parked.
      return Set.of();
    }
    if (!found.isEmpty()) {
      join();
    }
    return found;
  }

  /** One page for those who are near each other in the order of names, one more for each other. */
  private void find(List<String> recipients, Set<String> found) throws Failure {
    TreeSet<String> wanted = new TreeSet<>(recipients);
    while (!wanted.isEmpty()) {
      String first = wanted.first();
      UserPage page = member.registry().users(before(first));
      for (UserEntry each : page.users()) {
        if (wanted.remove(each.handle()) && each.online()) {
          found.add(each.handle());
        }
      }
      wanted.remove(first);
    }
  }

  /** A name after which there can be no other before this one. */
  static Optional<String> before(String handle) {
    int last = handle.length() - 1;
    char end = handle.charAt(last);
    if (end == '-') {
      // The least that a name can go on with.
      return last < 2 ? Optional.empty() : Optional.of(handle.substring(0, last));
    }
    char less =
        switch (end) {
          case '0' -> '-';
          case '_' -> '9';
          case 'a' -> '_';
          default -> (char) (end - 1);
        };
    String least = handle.substring(0, last) + less;
    return Optional.of(least + LAST_IN_ORDER.substring(least.length()));
  }

  private synchronized void join() {
    if (presence == null && !closed) {
      presence = member.presence(news);
    }
  }

  /** Those who were online when this began; waits until it is known. */
  Set<String> online() throws Failure {
    return online.get();
  }

  /** Whether anything can go straight to anybody; waits until it is known. */
  boolean isPresent() throws Failure {
    return delivery == SendOrder.Delivery.LIVE || !online().isEmpty();
  }

  /** Asks without patience. */
  RegistryClient registry() {
    return member.registry();
  }

  News news() {
    return news;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (presence != null) {
      presence.close();
    }
    member.close();
  }
}

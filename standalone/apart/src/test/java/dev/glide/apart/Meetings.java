package dev.glide.apart;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.standalone.program.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Many sessions at once of two people, which follow their relays as clients do: on a notice, and
 * with a look at the registry now and then, for a notice is a hint.
 */
final class Meetings implements AutoCloseable {
  /** Requests at once. */
  private static final int HANDS = 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Acquaintances people;
  private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<WebSocket> sockets = new ArrayList<>();
  private final Map<UUID, Meeting> meetings = new ConcurrentHashMap<>();

  private Meetings(Acquaintances people) {
    this.people = people;
  }

  /** Opens so many. */
  static Meetings open(Acquaintances people, int count) throws Exception {
    Meetings made = new Meetings(people);
    List<Callable<Void>> opening = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      opening.add(() -> {
        Meeting meeting = Meeting.of(people);
        made.meetings.put(meeting.transfer(), meeting);
        return null;
      });
    }
    made.doAll(opening);
    return made;
  }

  /** Hears notices at this relay from now on. */
  void listenAt(Replica relay) throws IOException, InterruptedException {
    for (Peer each : List.of(people.sender(), people.receiver())) {
      URI presence = URI.create(relay.url().replaceFirst("http", "ws") + "/relay/v1/presence");
      sockets.add(
          http.newWebSocketBuilder()
              .header("Authorization", "Bearer " + each.registry().token())
              .buildAsync(presence, new Ears())
              .join());
    }
  }

  /** How many are at this relay. */
  long at(Replica relay) {
    return meetings.values().stream().filter(each -> each.relay().equals(relay.url())).count();
  }

  /** When the last of them had come to where it is. */
  long arrivedNanos() {
    return meetings.values().stream().mapToLong(Meeting::arrivedNanos).max().orElseThrow();
  }

  /** Looks where they all should be that are still at this relay. */
  void lookAfterThoseAt(Replica relay) throws Exception {
    List<Callable<Void>> looking = new ArrayList<>();
    for (Meeting each : meetings.values()) {
      if (each.relay().equals(relay.url())) {
        looking.add(() -> {
          each.follow();
          return null;
        });
      }
    }
    doAll(looking);
  }

  private void doAll(List<Callable<Void>> work) throws Exception {
    for (Future<Void> each : hands.invokeAll(work)) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      }
    }
  }

  private void hear(String notice) {
    try {
      if (JSON.readTree(notice).path("kind").asText().equals("session")) {
        Meeting about =
            meetings.get(UUID.fromString(JSON.readTree(notice).path("transfer").asText()));
        if (about != null) {
          var _ =
              hands.submit(() -> {
                about.follow();
                return true;
              });
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One person's presence. */
  private final class Ears implements WebSocket.Listener {
    private final StringBuilder begun = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      begun.append(text);
      if (last) {
        hear(begun.toString());
        begun.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    sockets.forEach(WebSocket::abort);
    hands.shutdownNow();
    http.shutdownNow();
    for (Meeting each : meetings.values()) {
      each.close();
    }
  }
}

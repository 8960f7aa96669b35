package dev.glide.cli.transfer.live;

import dev.glide.cli.session.LaneRecord;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The sessions of one transfer, each served at its own pace. */
public final class LiveSessions implements AutoCloseable {
  private final Line line;
  private final Cargo cargo;
  private final Map<UUID, LiveSession> sessions = new LinkedHashMap<>();

  public LiveSessions(Line line, Cargo cargo) {
    this.line = line;
    this.cargo = cargo;
  }

  /** What the registry says there is now: serves those that are new, follows those that moved. */
  public synchronized void update(SessionList list) {
    for (SessionGrant each : list.sessions()) {
      LiveSession known = sessions.get(each.session());
      if (known == null || known.isOver(each)) {
        sessions.put(each.session(), new LiveSession(each, line, cargo).start());
      } else {
        known.offer(each);
      }
    }
  }

  /** How it is with the devices of this recipient. */
  public synchronized List<Standing.Presence> of(String recipient) {
    return sessions.values().stream()
        .filter(each -> each.recipient().equals(recipient))
        .map(LiveSession::presence)
        .toList();
  }

  /** Says goodbye to all of them at once. */
  public void leave(LaneRecord.Reason reason) {
    List<Thread> threads = new ArrayList<>();
    synchronized (this) {
      for (LiveSession each : sessions.values()) {
        threads.add(Thread.ofPlatform().daemon().start(() -> each.leaveFor(reason)));
      }
    }
    try {
      for (Thread each : threads) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    sessions.values().forEach(LiveSession::close);
  }
}

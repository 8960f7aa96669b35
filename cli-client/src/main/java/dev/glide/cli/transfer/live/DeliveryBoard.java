package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.terminal.Progress;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where each chunk of one transfer is: with whom, or in the chunk store. Says what is to be parked,
 * and tells the progress of each chunk that nobody needs any more. Thread-safe.
 */
public final class DeliveryBoard {
  private final ChunkLayout layout;
  private final Progress progress;
  private final Runnable settled;
  private final Map<String, Recipient> recipients = new TreeMap<>();
  private final BitSet parked = new BitSet();
  private final BitSet underWay = new BitSet();
  private final BitSet required = new BitSet();
  private final BitSet counted = new BitSet();
  private final Map<Progress.Route, Long> routes = new EnumMap<>(Progress.Route.class);
  private Set<String> parkFor = Set.of();
  private boolean parkingEnded;

  /**
   * Below it is nothing to park: a transfer may have so many chunks that looking for one counts.
   */
  private int parkingFrom;

  private long alreadyBytes;
  private long againBytes;

  /**
   * Starts with nothing delivered.
   *
   * @param parked chunks that the store has already
   * @param settled is run, on any thread, when no chunk has to be brought to anybody any more
   */
  public DeliveryBoard(
      ChunkLayout layout,
      Collection<String> recipients,
      BitSet parked,
      Progress progress,
      Runnable settled) {
    this.layout = layout;
    this.progress = progress;
    this.settled = settled;
    recipients.forEach(each -> this.recipients.put(each, new Recipient()));
    this.parked.or(parked);
    this.counted.or(parked);
    alreadyBytes = parked.stream().mapToLong(layout::plainBytes).sum();
    progress.expect(layout.totalBytes(), alreadyBytes);
  }

  private @Nullable Recipient find(String handle) {
    return recipients.get(handle);
  }

  /** How the registry says it stands with each recipient. */
  public synchronized void states(List<RecipientState> states) {
    boolean changed = false;
    for (RecipientState each : states) {
      Recipient recipient = find(each.handle());
      if (recipient != null && recipient.state() != each.state()) {
        recipient.become(each.state());
        changed |= each.state().isEnd();
      }
    }
    if (changed) {
      count(0, layout.chunkCount() - 1);
    }
  }

  public synchronized Optional<RecipientState.State> state(String handle) {
    return Optional.ofNullable(find(handle)).map(Recipient::state);
  }

  /** This device of a recipient will take chunks itself. */
  public synchronized void join(String handle, UUID device) {
    Recipient recipient = find(handle);
    if (recipient != null) {
      recipient.join(device);
      parkingFrom = 0;
      notifyAll();
    }
  }

  /** A device says what it has written. */
  public synchronized void has(String handle, UUID device, LaneRecord.Have have) {
    Recipient recipient = find(handle);
    if (recipient == null) {
      return;
    }
    for (LaneRecord.Range each : have.ranges()) {
      recipient.has(device, each.first(), each.last());
      count(each.first(), each.last());
    }
  }

  /** A chunk is about to go to a device. */
  public synchronized void sending(String handle, UUID device, int index) {
    Recipient recipient = find(handle);
    if (recipient != null && recipient.sent(device, index)) {
      againBytes += layout.plainBytes(index);
    }
  }

  /**
   * Lets everything be parked that one of these does not have, and no more.
   *
   * @param handles none: parking pauses
   */
  public synchronized void parkFor(Set<String> handles) {
    if (!parkFor.equals(handles)) {
      parkFor = Set.copyOf(handles);
      parkingFrom = 0;
      notifyAll();
    }
  }

  /**
   * Waits for the next chunk to be parked, lowest first.
   *
   * @return empty if nothing will be any more
   */
  public synchronized OptionalInt nextToPark() throws Failure {
    while (!parkingEnded) {
      int index = unparked();
      if (index >= 0) {
        underWay.set(index);
        if (alone(index)) {
          againBytes += layout.plainBytes(index);
        }
        return OptionalInt.of(index);
      }
      Change.await(this);
    }
    return OptionalInt.empty();
  }

  /** The lowest chunk that is to be parked and that nobody is at, or -1. */
  private int unparked() {
    if (parkFor.isEmpty()) {
      return -1;
    }
    int count = layout.chunkCount();
    int index = parked.nextClearBit(parkingFrom);
    while (index < count && (underWay.get(index) || !isLackedByThem(index))) {
      index = parked.nextClearBit(index + 1);
    }
    parkingFrom = index;
    return index < count ? index : -1;
  }

  private boolean isLackedByThem(int index) {
    if (required.get(index)) {
      return true;
    }
    for (String each : parkFor) {
      Recipient recipient = find(each);
      if (recipient != null && !recipient.needsNot(index)) {
        return true;
      }
    }
    return false;
  }

  /** Whether everybody who lacks this chunk has been sent it before, and so in vain. */
  private boolean alone(int index) {
    boolean all = true;
    for (Recipient each : recipients.values()) {
      all &= each.needsNot(index) || each.wasSent(index);
    }
    return all;
  }

  /** The lowest chunk that is not in the store yet, or -1. */
  public synchronized int firstToBring() {
    int first = parked.nextClearBit(0);
    return first < layout.chunkCount() ? first : -1;
  }

  /** A chunk is in the store now. */
  public synchronized void parked(int index) {
    underWay.clear(index);
    parked.set(index);
    count(index, index);
  }

  /** These are not in the store, or not any more, and have to be there whoever has them. */
  public synchronized void require(BitSet missing) {
    parked.andNot(missing);
    required.or(missing);
    parkingFrom = 0;
    notifyAll();
  }

  /** Nothing is to be parked any more, ever. */
  public synchronized void endParking() {
    parkingEnded = true;
    notifyAll();
  }

  /** Whether each chunk is in the store, or with all who are to have it. */
  public synchronized boolean isSettled() {
    for (int i = parked.nextClearBit(0); i < layout.chunkCount(); i = parked.nextClearBit(i + 1)) {
      if (required.get(i) || !isHeldByAll(i)) {
        return false;
      }
    }
    return true;
  }

  /** The chunks that are not in the store, but with all who are to have them. */
  public synchronized BitSet heldByAll() {
    BitSet held = new BitSet();
    for (int i = parked.nextClearBit(0); i < layout.chunkCount(); i = parked.nextClearBit(i + 1)) {
      if (isHeldByAll(i)) {
        held.set(i);
      }
    }
    return held;
  }

  private boolean isHeldByAll(int index) {
    for (Recipient each : recipients.values()) {
      if (!each.needsNot(index)) {
        return false;
      }
    }
    return true;
  }

  private void count(int first, int last) {
    if (!anyoneGetsIt()) {
      return;
    }
    for (int i = counted.nextClearBit(first); i <= last; i = counted.nextClearBit(i + 1)) {
      if (parked.get(i) || isHeldByAll(i)) {
        counted.set(i);
        count(i);
      }
    }
    if (counted.cardinality() == layout.chunkCount()) {
      settled.run();
    }
  }

  /** What all have declined has gone nowhere. */
  private boolean anyoneGetsIt() {
    return recipients.values().stream()
        .anyMatch(each -> !each.state().isEnd() || each.state() == RecipientState.State.DELIVERED);
  }

  private void count(int index) {
    long bytes = layout.plainBytes(index);
    Progress.Route route = parked.get(index) ? Progress.Route.PARKED : Progress.Route.RELAY;
    boolean byThisTry =
        parked.get(index) || recipients.values().stream().anyMatch(each -> each.wasSent(index));
    if (byThisTry) {
      routes.merge(route, bytes, Long::sum);
      progress.moved(bytes, route);
    } else {
      alreadyBytes += bytes;
      progress.expect(layout.totalBytes(), alreadyBytes);
    }
  }

  /** How many bytes this try has got to everybody, by which way. */
  public synchronized Map<Progress.Route, Long> routes() {
    return Map.copyOf(routes);
  }

  /** Bytes that this try has sent twice to somebody. */
  public synchronized long againBytes() {
    return againBytes;
  }
}

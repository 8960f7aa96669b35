package dev.glide.cli.identity;

import dev.glide.cli.seal.DeviceEndorsement;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.DeviceList;
import dev.glide.shared.api.Endorsement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the devices that a server names for a person compare with those that were pinned. Pure.
 *
 * @param devices those pinned and those named now, in that order
 */
public record Trustworthiness(String handle, List<Judged> devices, boolean firstSeen) {

  /** What is known of one device. */
  public enum State {
    /** Pinned, and named with the same keys. */
    TRUSTED,
    /** New, and a trusted device vouches for it. */
    NEW_ENDORSED,
    /** New, and nobody who is trusted vouches for it; or nothing was ever pinned. */
    NEW_UNKNOWN,
    /** Pinned, but named with other keys now. */
    CHANGED,
    /** Pinned, and not named any more. */
    REMOVED
  }

  /**
   * One device with its judgement.
   *
   * @param device with the keys that are named now; of a removed one, those that were pinned
   */
  public record Judged(PinnedDevice device, State state) {}

  public Trustworthiness {
    devices = List.copyOf(devices);
  }

  /** Compares; {@code pinned} is empty for somebody never seen. */
  public static Trustworthiness judge(DeviceList named, List<PinnedDevice> pinned) {
    Map<UUID, PinnedDevice> trusted = new LinkedHashMap<>();
    pinned.forEach(each -> trusted.put(each.id(), each));
    Map<UUID, Judged> judged = new LinkedHashMap<>();
    pinned.forEach(each -> judged.put(each.id(), new Judged(each, State.REMOVED)));
    List<DeviceKeys> open = new ArrayList<>(named.devices());
    // A new device may vouch for a newer one: repeat until nothing is added any more.
    for (boolean progress = true; progress; ) {
      progress = false;
      for (DeviceKeys each : List.copyOf(open)) {
        State state = state(named.handle(), each, trusted);
        if (state == State.NEW_UNKNOWN) {
          continue;
        }
        open.remove(each);
        judged.put(each.id(), new Judged(PinnedDevice.of(each), state));
        if (state == State.NEW_ENDORSED) {
          trusted.put(each.id(), PinnedDevice.of(each));
          progress = true;
        }
      }
    }
    open.forEach(
        each -> judged.put(each.id(), new Judged(PinnedDevice.of(each), State.NEW_UNKNOWN)));
    return new Trustworthiness(named.handle(), List.copyOf(judged.values()), pinned.isEmpty());
  }

  private static State state(String handle, DeviceKeys named, Map<UUID, PinnedDevice> trusted) {
    PinnedDevice known = trusted.get(named.id());
    PinnedDevice now = PinnedDevice.of(named);
    if (known != null) {
      return known.hasKeysOf(now) ? State.TRUSTED : State.CHANGED;
    }
    return isEndorsed(handle, now, named.endorsement(), trusted)
        ? State.NEW_ENDORSED
        : State.NEW_UNKNOWN;
  }

  private static boolean isEndorsed(
      String handle,
      PinnedDevice device,
      @Nullable Endorsement word,
      Map<UUID, PinnedDevice> trusted) {
    PinnedDevice older = word == null ? null : trusted.get(word.by());
    if (word == null || older == null) {
      return false;
    }
    try {
      DeviceEndorsement.verify(
          older.signKeyBytes(),
          Base64.getUrlDecoder().decode(word.signature()),
          handle,
          device.signKeyBytes(),
          device.sealKeyBytes());
      return true;
    } catch (NotAuthentic | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether the server names keys that nobody who is trusted vouches for. */
  public boolean changed() {
    return !firstSeen
        && devices.stream()
            .anyMatch(d -> d.state() == State.CHANGED || d.state() == State.NEW_UNKNOWN);
  }

  /** Whether the server names a device that is not pinned. */
  boolean hasNews() {
    return devices.stream()
        .anyMatch(d -> d.state() == State.NEW_ENDORSED || d.state() == State.NEW_UNKNOWN);
  }

  /** The devices that the server names now. */
  public List<PinnedDevice> present() {
    return devices.stream()
        .filter(each -> each.state() != State.REMOVED)
        .map(Judged::device)
        .toList();
  }
}

package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.PinnedDevice;
import dev.glide.cli.seal.DeviceEndorsement;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.OwnDevices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The caller's own devices, and those that ask to become one. */
public final class Devices {
  private final Member member;

  public Devices(Member member) {
    this.member = member;
  }

  /**
   * One device.
   *
   * @param waiting whether it asks to belong to the account
   */
  public record Device(
      UUID id, String name, String fingerprint, Instant addedAt, boolean waiting, boolean thisOne) {

    /** The first digits of the id, enough for people. */
    public String shortId() {
      return id.toString().substring(0, 8);
    }
  }

  public List<Device> all() throws Failure {
    OwnDevices own = member.registry().devices();
    List<Device> all = new ArrayList<>();
    for (DeviceKeys each : own.devices()) {
      all.add(device(each, false));
    }
    for (DeviceKeys each : own.waiting()) {
      all.add(device(each, true));
    }
    return all;
  }

  /**
   * Vouches for a device that waits. Whoever calls this has compared the fingerprint.
   *
   * @param idOrName the beginning of its id, or its name
   */
  public Device approve(String idOrName) throws Failure {
    DeviceKeys waiting = find(member.registry().devices().waiting(), idOrName, "waits");
    PinnedDevice newer = PinnedDevice.of(waiting);
    byte[] signature =
        DeviceEndorsement.sign(
            member.keys().signing(), member.handle(), newer.signKeyBytes(), newer.sealKeyBytes());
    Endorsement endorsement = new Endorsement(member.device(), Texts.of(signature));
    return device(member.registry().approve(waiting.id(), endorsement), false);
  }

  public void remove(String idOrName) throws Failure {
    OwnDevices own = member.registry().devices();
    List<DeviceKeys> all = new ArrayList<>(own.devices());
    all.addAll(own.waiting());
    member.registry().removeDevice(find(all, idOrName, "is there").id());
  }

  private Device device(DeviceKeys keys, boolean waiting) throws Failure {
    return new Device(
        keys.id(),
        keys.name(),
        fingerprint(keys),
        keys.addedAt(),
        waiting,
        keys.id().equals(member.device()));
  }

  private static String fingerprint(DeviceKeys keys) throws Failure {
    try {
      return PinnedDevice.of(keys).fingerprint().toString();
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.REFUSED, "keys-invalid", "a device has something that is no key")
          .because(e);
    }
  }

  private static DeviceKeys find(List<DeviceKeys> devices, String idOrName, String what)
      throws Failure {
    String wanted = idOrName.toLowerCase(Locale.ROOT);
    List<DeviceKeys> found =
        devices.stream()
            .filter(d -> d.id().toString().startsWith(wanted) || d.name().equals(idOrName))
            .toList();
    if (wanted.isEmpty() || found.isEmpty()) {
      throw new Failure(
              ExitCode.NOT_FOUND, "unknown-device", "no device '" + idOrName + "' " + what)
          .hint("glide devices shows them");
    }
    if (found.size() > 1) {
      throw new Failure(
              ExitCode.USAGE, "ambiguous", "'" + idOrName + "' fits " + found.size() + " devices")
          .hint("use more of the id: glide devices shows it");
    }
    return found.getFirst();
  }
}

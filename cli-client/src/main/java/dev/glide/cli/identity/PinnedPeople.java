package dev.glide.cli.identity;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Json;
import dev.glide.shared.api.DeviceList;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Remembers people's device keys from their first use on, so that a server that swaps keys is
 * noticed. Safe with other processes on the same file.
 */
public final class PinnedPeople {
  private final Path file;

  PinnedPeople(Path file) {
    this.file = file;
  }

  /** The devices of a person as pinned; none for somebody never seen. */
  public List<PinnedDevice> devicesOf(String handle) throws Failure {
    return all().getOrDefault(handle, List.of());
  }

  public Trustworthiness judge(DeviceList named) throws Failure {
    return Trustworthiness.judge(named, devicesOf(named.handle()));
  }

  /**
   * The devices that may be sealed to or believed. Pins them if the person is new, and notes a new
   * device for which a trusted one vouches.
   *
   * @throws Failure (refused) {@code keys-changed} if the server names others without such word
   */
  public List<PinnedDevice> trusted(DeviceList named, Consumer<String> notes) throws Failure {
    Trustworthiness found = judge(named);
    requireKeys(found);
    if (found.changed()) {
      throw changed(found);
    }
    for (Trustworthiness.Judged each : found.devices()) {
      if (each.state() == Trustworthiness.State.NEW_ENDORSED) {
        notes.accept(
            "@%s has a new device, endorsed by an older one: %s"
                .formatted(named.handle(), each.device().fingerprint()));
      }
    }
    if (found.hasNews()) {
      // A device that is gone stays pinned: what it sent before can still be checked.
      pin(named.handle(), found.devices().stream().map(Trustworthiness.Judged::device).toList());
    }
    return found.present();
  }

  private static void requireKeys(Trustworthiness found) throws Failure {
    try {
      found.devices().forEach(each -> each.device().fingerprint());
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.REFUSED,
              "keys-invalid",
              "the server names something for @" + found.handle() + " that is no key")
          .because(e);
    }
  }

  private static Failure changed(Trustworthiness found) {
    StringBuilder before = new StringBuilder();
    StringBuilder now = new StringBuilder();
    for (Trustworthiness.Judged each : found.devices()) {
      if (each.state() == Trustworthiness.State.REMOVED) {
        before.append(before.isEmpty() ? "" : "; ").append(each.device().fingerprint());
      } else if (each.state() != Trustworthiness.State.TRUSTED) {
        now.append(now.isEmpty() ? "" : "; ").append(each.device().fingerprint());
      }
    }
    return new Failure(
            ExitCode.REFUSED,
            "keys-changed",
            "the keys of @%s have changed%s; the server now says %s"
                .formatted(
                    found.handle(), before.isEmpty() ? "" : " (before: " + before + ")", now))
        .hint(
            "ask @%1$s over the phone what fingerprint it is, then: glide verify @%1$s --accept"
                .formatted(found.handle()));
  }

  /** Trusts exactly these devices of a person from now on. */
  public void pin(String handle, List<PinnedDevice> devices) throws Failure {
    pin(handle, devices, false);
  }

  /** As {@link #pin}, after a person has compared the keys with those of the other one. */
  public void verify(String handle, List<PinnedDevice> devices) throws Failure {
    pin(handle, devices, true);
  }

  /**
   * Whether a person's keys have been compared. It holds for devices that came later, too: a
   * trusted one vouches for them.
   */
  public boolean isVerified(String handle) throws Failure {
    return verified().contains(handle);
  }

  /** Everybody of whom {@link #isVerified} holds. */
  public List<String> verified() throws Failure {
    return verified(read());
  }

  private void pin(String handle, List<PinnedDevice> devices, boolean compared) throws Failure {
    try (FolderLock _ = lock()) {
      Optional<PeopleFile> before = read();
      Map<String, List<PinnedDevice>> people =
          new TreeMap<>(before.map(PeopleFile::people).orElse(Map.of()));
      people.put(handle, List.copyOf(devices));
      TreeSet<String> verified = new TreeSet<>(verified(before));
      if (compared) {
        verified.add(handle);
      }
      PrivateFiles.write(file, Json.write(new PeopleFile(people, List.copyOf(verified))));
    }
  }

  private FolderLock lock() throws Failure {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    // Another process holds it for as long as it takes to write a small file.
    for (int tries = 0; tries < 200; tries++) {
      Optional<FolderLock> lock = FolderLock.attempt(lockFile);
      if (lock.isPresent()) {
        return lock.get();
      }
      LockSupport.parkNanos(10_000_000);
    }
    throw new Failure(ExitCode.LOCAL_FILE, "locked", lockFile + " is held by another process");
  }

  private Map<String, List<PinnedDevice>> all() throws Failure {
    return read().map(PeopleFile::people).orElse(Map.of());
  }

  private static List<String> verified(Optional<PeopleFile> read) {
    List<String> verified = read.isPresent() ? read.get().verified() : null;
    return verified == null ? List.of() : verified;
  }

  private Optional<PeopleFile> read() throws Failure {
    Optional<String> text = PrivateFiles.read(file);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Profile.parse(PeopleFile.class, text.get(), file));
  }
}

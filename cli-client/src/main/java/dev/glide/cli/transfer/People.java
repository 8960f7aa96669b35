package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.PinnedPeople;
import dev.glide.cli.identity.Trustworthiness;
import dev.glide.shared.api.DeviceList;
import dev.glide.shared.api.UserEntry;
import dev.glide.shared.api.UserPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The people on the server, and whether their keys are the ones that were seen before. */
public final class People {
  private final Member member;

  public People(Member member) {
    this.member = member;
  }

  /** Everybody, in order of handle. */
  public List<UserEntry> everyone() throws Failure {
    List<UserEntry> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      UserPage page = member.registry().users(after);
      all.addAll(page.users());
      after = Optional.ofNullable(page.next());
    } while (after.isPresent());
    return all;
  }

  /** Compares what the server says of a person now with what was pinned; pins nothing. */
  public Trustworthiness check(String handle) throws Failure {
    DeviceList named = namedBy(member, handle);
    Trustworthiness found = member.profile().people().judge(named);
    if (found.devices().isEmpty()) {
      throw new Failure(ExitCode.NOT_FOUND, "no-devices", "@" + handle + " has no devices");
    }
    return found;
  }

  /** Trusts from now on what the server said when it was checked, and a person has compared. */
  public void accept(Trustworthiness checked) throws Failure {
    PinnedPeople people = member.profile().people();
    people.verify(checked.handle(), checked.present());
  }

  /** Whether somebody's keys have been compared and accepted, and have not changed since. */
  public boolean isVerified(String handle) throws Failure {
    return member.profile().people().isVerified(handle);
  }

  /** Everybody whose keys have been compared, in order of handle. */
  public List<String> verified() throws Failure {
    return member.profile().people().verified();
  }

  /** The devices of a person, of whom the answer must really speak. */
  static DeviceList namedBy(Member member, String handle) throws Failure {
    DeviceList named = member.registry().devicesOf(handle);
    if (!named.handle().equals(handle)) {
      throw new Failure(
          ExitCode.NETWORK, "not-glide", "the server answers about somebody else than @" + handle);
    }
    return named;
  }
}

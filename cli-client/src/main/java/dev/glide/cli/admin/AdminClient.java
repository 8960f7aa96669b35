package dev.glide.cli.admin;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.OperatorCalls;
import dev.glide.shared.admin.AccountEntry;
import dev.glide.shared.admin.AccountPage;
import dev.glide.shared.admin.InviteEntry;
import dev.glide.shared.admin.InviteOrder;
import dev.glide.shared.admin.InvitePage;
import dev.glide.shared.admin.NewSigningKey;
import dev.glide.shared.admin.Quota;
import dev.glide.shared.admin.RelayEntry;
import dev.glide.shared.admin.RelayList;
import dev.glide.shared.admin.Stats;
import dev.glide.shared.admin.TransferEntry;
import dev.glide.shared.admin.TransferEntryPage;
import dev.glide.shared.api.AuditPage;
import dev.glide.shared.api.NewInvite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The registry's routes for its operator (protocol, section 3). One thread. */
public final class AdminClient implements AutoCloseable {
  private static final String ROOT = "/api/v1/admin/";

  private final OperatorCalls calls;

  public AdminClient(Dialer dialer, AdminToken token) {
    this.calls = new OperatorCalls(dialer, token.bearer());
  }

  /** A page of the audit. */
  AuditPage audit(AuditQuestion question, int limit, Optional<String> after) throws Failure {
    StringBuilder path = new StringBuilder(ROOT + "audit?limit=").append(limit);
    add(path, "transfer", question.transfer());
    add(path, "user", question.user());
    add(path, "since", question.since());
    add(path, "until", question.until());
    add(path, "after", after);
    return calls.get(path.toString(), AuditPage.class);
  }

  /**
   * A page of the accounts.
   *
   * @param beginning of the names that are looked for
   */
  public AccountPage accounts(
      Optional<String> beginning, boolean disabledOnly, int limit, Optional<String> after)
      throws Failure {
    StringBuilder path = new StringBuilder(ROOT + "users?limit=").append(limit);
    add(path, "search", beginning);
    add(path, "disabled", disabledOnly ? Optional.of(true) : Optional.empty());
    add(path, "after", after);
    return calls.get(path.toString(), AccountPage.class);
  }

  public AccountEntry disable(String handle) throws Failure {
    return calls.post(ROOT + "users/" + handle + "/disable", AccountEntry.class);
  }

  public AccountEntry enable(String handle) throws Failure {
    return calls.post(ROOT + "users/" + handle + "/enable", AccountEntry.class);
  }

  public AccountEntry setQuota(String handle, long bytes) throws Failure {
    return calls.put(ROOT + "users/" + handle + "/quota", new Quota(bytes), AccountEntry.class);
  }

  /** A page of the invites that can still be used. */
  public InvitePage invites(int limit, Optional<String> after) throws Failure {
    StringBuilder path = new StringBuilder(ROOT + "invites?limit=").append(limit);
    add(path, "after", after);
    return calls.get(path.toString(), InvitePage.class);
  }

  /** Makes an invite that lives for so many days, or as long as all others. */
  public NewInvite invite(Optional<Integer> days) throws Failure {
    return calls.make(ROOT + "invites", new InviteOrder(days.orElse(null)), NewInvite.class);
  }

  public void revoke(InviteEntry invite) throws Failure {
    calls.delete(ROOT + "invites/" + invite.id());
  }

  /**
   * A page of everybody's transfers.
   *
   * @param state only those in it; without it, those under way
   * @param before only those offered before then
   */
  public TransferEntryPage transfers(
      Optional<TransferEntry.State> state,
      Optional<Instant> before,
      int limit,
      Optional<String> after)
      throws Failure {
    StringBuilder path = new StringBuilder(ROOT + "transfers?limit=").append(limit);
    add(path, "state", state);
    add(path, "before", before);
    add(path, "after", after);
    return calls.get(path.toString(), TransferEntryPage.class);
  }

  public List<RelayEntry> relays() throws Failure {
    return calls.get(ROOT + "relays", RelayList.class).relays();
  }

  /** Has a relay drained; it has heard of it when the list says so. */
  public void drain(RelayEntry relay) throws Failure {
    RelayEntry _ = calls.post(ROOT + "relays/" + relay.id() + "/drain", RelayEntry.class);
  }

  /** Has a relay take part again; it has heard of it when the list says so. */
  public void undrain(RelayEntry relay) throws Failure {
    RelayEntry _ = calls.post(ROOT + "relays/" + relay.id() + "/undrain", RelayEntry.class);
  }

  /**
   * Has a new signing key made.
   *
   * @param revoking has the others forgotten at once
   */
  public NewSigningKey rotateKeys(boolean revoking) throws Failure {
    return calls.make(ROOT + "signing-keys?revoke=" + revoking, NewSigningKey.class);
  }

  public Stats stats() throws Failure {
    return calls.get(ROOT + "stats", Stats.class);
  }

  private static void add(StringBuilder path, String name, Optional<?> value) {
    if (value.isPresent()) {
      String text = URLEncoder.encode(value.get().toString(), StandardCharsets.UTF_8);
      path.append('&').append(name).append('=').append(text.replace("+", "%20"));
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}

package dev.glide.registry.admin;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.user.Accounts;
import dev.glide.registry.user.Presence;
import dev.glide.registry.user.Users;
import dev.glide.shared.admin.AccountEntry;
import dev.glide.shared.admin.Quota;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.OrderEvent.Kind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the operator does to accounts, each with its entry in the audit. */
@Singleton
final class Keeping {
  private final Jdbi jdbi;
  private final Users users;
  private final Accounts accounts;
  private final Presence presence;
  private final Orders orders;
  private final Audit audit;
  private final Clock clock;

  Keeping(
      Jdbi jdbi,
      Users users,
      Accounts accounts,
      Presence presence,
      Orders orders,
      Audit audit,
      Clock clock) {
    this.jdbi = jdbi;
    this.users = users;
    this.accounts = accounts;
    this.presence = presence;
    this.orders = orders;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Keeps somebody out, or lets them in again; the same again changes nothing.
   *
   * @throws dev.glide.shared.error.GlideException {@code unknown-user}
   */
  AccountEntry setDisabled(String handle, boolean disabled) {
    UUID id = person(handle);
    return jdbi.inTransaction(db -> {
      Instant now = Times.now(clock);
      if (disabled && accounts.disable(db, id, now)) {
        audit.writeDoneByOperator(db, now, Action.ACCOUNT_DISABLED, id, null);
        orders.add(db, now, Kind.SHUT_OUT, id);
      } else if (!disabled && accounts.enable(db, id)) {
        audit.writeDoneByOperator(db, now, Action.ACCOUNT_ENABLED, id, null);
        orders.add(db, now, Kind.LET_IN, id);
      }
      return entry(db, id);
    });
  }

  /**
   * Sets what somebody's transfers may take.
   *
   * @throws dev.glide.shared.error.GlideException {@code unknown-user}, {@code malformed}
   */
  AccountEntry setQuota(String handle, @Nullable Quota asked) {
    if (asked == null || asked.quotaBytes() < 0) {
      throw Refusal.malformed("quotaBytes must be there, and not less than 0");
    }
    UUID id = person(handle);
    return jdbi.inTransaction(db -> {
      accounts.setQuota(db, id, asked.quotaBytes());
      audit.writeDoneByOperator(
          db, Times.now(clock), Action.QUOTA_SET, id, Long.toString(asked.quotaBytes()));
      return entry(db, id);
    });
  }

  private UUID person(String handle) {
    return jdbi.withHandle(db -> users.findAny(db, handle))
        .orElseThrow(() -> users.unknown(handle));
  }

  private AccountEntry entry(Handle db, UUID id) {
    Accounts.Account account = accounts.find(db, id).orElseThrow();
    return entries(List.of(account)).getFirst();
  }

  /** Accounts as they are shown. */
  List<AccountEntry> entries(Collection<Accounts.Account> found) {
    Set<UUID> online = presence.onlineAmong(found.stream().map(Accounts.Account::id).toList());
    return found.stream()
        .map(each ->
            new AccountEntry(
                each.handle(),
                each.disabled(),
                online.contains(each.id()),
                each.devices(),
                each.quotaBytes(),
                each.reservedBytes(),
                each.createdAt()))
        .toList();
  }
}

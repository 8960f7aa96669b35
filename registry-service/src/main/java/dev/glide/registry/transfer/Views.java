package dev.glide.registry.transfer;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.database.Cursor;
import dev.glide.registry.database.Slice;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.transfer.Recipients.Recipient;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.TransferPage;
import dev.glide.shared.api.TransferView;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Transfers as a caller may see them: the sender sees all recipients, a recipient only itself, and
 * nobody else anything.
 */
@Singleton
final class Views {
  private final Transfers transfers;
  private final Recipients recipients;

  Views(Transfers transfers, Recipients recipients) {
    this.transfers = transfers;
    this.recipients = recipients;
  }

  /**
   * One transfer.
   *
   * @throws dev.glide.shared.error.GlideException {@code unknown-transfer}
   */
  TransferView one(Handle db, UUID id, Caller caller) {
    Transfer transfer = transfers.find(db, id).orElseThrow(Refusal::unknownTransfer);
    return of(db, transfer, caller);
  }

  /** A transfer that has been read already. */
  TransferView of(Handle db, Transfer transfer, Caller caller) {
    return all(db, List.of(transfer), caller).stream()
        .findFirst()
        .filter(view -> !view.recipients().isEmpty())
        .orElseThrow(Refusal::unknownTransfer);
  }

  TransferPage page(Handle db, Slice<Transfer> slice, Caller caller) {
    return new TransferPage(
        all(db, slice.shown(), caller),
        slice.next(last -> new Cursor(last.createdAt(), last.id()).format()));
  }

  private List<TransferView> all(Handle db, List<Transfer> shown, Caller caller) {
    if (shown.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = shown.stream().map(Transfer::id).toList();
    Map<UUID, List<Recipient>> recipientsOf = recipients.of(db, ids);
    Map<UUID, String> keys = sealedKeys(db, ids, caller.device());
    return shown.stream()
        .map(transfer ->
            view(
                transfer,
                visible(transfer, recipientsOf.getOrDefault(transfer.id(), List.of()), caller),
                keys.get(transfer.id())))
        .toList();
  }

  private static List<RecipientState> visible(
      Transfer transfer, List<Recipient> all, Caller caller) {
    boolean sender = transfer.sender().user().equals(caller.user());
    return all.stream()
        .filter(each -> sender || each.user().equals(caller.user()))
        .map(Recipient::state)
        .toList();
  }

  private static Map<UUID, String> sealedKeys(Handle db, Collection<UUID> ids, UUID device) {
    return db
        .createQuery(
            "SELECT transfer_id, sealed FROM sealed_keys"
                + " WHERE transfer_id = ANY(:ids) AND device_id = :device")
        .bindArray("ids", UUID.class, ids)
        .bind("device", device)
        .map((row, context) ->
            Map.entry(row.getObject("transfer_id", UUID.class), row.getString("sealed")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static TransferView view(
      Transfer transfer, List<RecipientState> states, @Nullable String sealedKey) {
    return new TransferView(
        transfer.id(),
        transfer.sender().handle(),
        transfer.sender().device(),
        states,
        transfer.summary(),
        transfer.manifestDigest(),
        transfer.signature(),
        transfer.chunks(),
        transfer.open(),
        transfer.live(),
        sealedKey,
        transfer.trailer(),
        transfer.createdAt(),
        transfer.expiresAt(),
        transfer.parkedAt());
  }
}

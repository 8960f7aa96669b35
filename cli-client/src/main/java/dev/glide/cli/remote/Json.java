package dev.glide.cli.remote;

import dev.glide.shared.admin.AccountEntry;
import dev.glide.shared.admin.AccountPage;
import dev.glide.shared.admin.InviteOrder;
import dev.glide.shared.admin.InvitePage;
import dev.glide.shared.admin.NewSigningKey;
import dev.glide.shared.admin.Quota;
import dev.glide.shared.admin.RelayEntry;
import dev.glide.shared.admin.RelayList;
import dev.glide.shared.admin.Stats;
import dev.glide.shared.admin.TransferEntryPage;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.AuditPage;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.DeviceList;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.LanePlace;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewInvite;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.api.Notice;
import dev.glide.shared.api.OwnDevices;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.SessionEnding;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.api.StoredChunks;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.api.TokenResponse;
import dev.glide.shared.api.TransferPage;
import dev.glide.shared.api.TransferView;
import dev.glide.shared.api.UserPage;
import dev.glide.shared.error.Problem;
import io.avaje.jsonb.Json.Import;
import io.avaje.jsonb.Jsonb;

/**
 * JSON of the records in {@code shared}, by adapters generated at compile time: no reflection, so
 * that a short command starts fast.
 */
@Import({
  Account.class,
  AccountEntry.class,
  AccountPage.class,
  AuditPage.class,
  Closing.class,
  DeviceKeys.class,
  DeviceList.class,
  Endorsement.class,
  Growth.class,
  InviteOrder.class,
  InvitePage.class,
  LanePlace.class,
  NewDevice.class,
  NewInvite.class,
  NewSigningKey.class,
  NewTransfer.class,
  NewUser.class,
  Notice.class,
  OwnDevices.class,
  Placed.class,
  Problem.class,
  Quota.class,
  RelayEntry.class,
  RelayList.class,
  SessionEnding.class,
  SessionGrant.class,
  SessionList.class,
  SessionRequest.class,
  Stats.class,
  StoredChunks.class,
  Ticket.class,
  TokenResponse.class,
  TransferEntryPage.class,
  TransferPage.class,
  TransferView.class,
  UserPage.class,
})
public final class Json {
  private static final Jsonb JSONB = Jsonb.builder().build();

  private Json() {}

  public static String write(Object record) {
    return JSONB.toJson(record);
  }

  /**
   * Reads one record; unknown fields are ignored.
   *
   * @throws io.avaje.jsonb.JsonException if the text is not JSON of this type
   */
  public static <T> T read(Class<T> type, String text) {
    return JSONB.type(type).fromJson(text);
  }
}

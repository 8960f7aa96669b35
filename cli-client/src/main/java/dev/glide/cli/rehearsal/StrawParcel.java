package dev.glide.cli.rehearsal;

import dev.glide.cli.rehearsal.StrawServer.Answer;
import dev.glide.cli.rehearsal.StrawServer.Request;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.api.StoredChunks;
import dev.glide.shared.api.TransferView;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.chunk.IndexRanges;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A transfer at the server of straw, with the chunks that have been brought. */
final class StrawParcel {
  final UUID id;
  final String from;
  final NewTransfer offer;
  RecipientState.State state = RecipientState.State.OFFERED;
  @Nullable Closing closing;

  private final Instant placedAt = Instant.now();
  private final Map<Integer, byte[]> chunks = new TreeMap<>();
  private final Map<UUID, SessionGrant> sessions = new LinkedHashMap<>();
  private @Nullable Instant parkedAt;

  StrawParcel(UUID id, String from, NewTransfer offer) {
    this.id = id;
    this.from = from;
    this.offer = offer;
  }

  /** What the device of this id sees. */
  TransferView view(UUID sender, String device) {
    String sealedKey =
        offer.keys().stream()
            .filter(key -> key.device().toString().equals(device))
            .map(SealedKey::sealed)
            .findFirst()
            .orElse(null);
    List<RecipientState> recipients =
        offer.recipients().stream()
            .map(handle -> new RecipientState(handle, state, placedAt))
            .toList();
    Closing end = closing;
    return new TransferView(
        id,
        from,
        sender,
        recipients,
        offer.summary(),
        digest(decoded(offer.manifest())),
        offer.signature(),
        end == null
            ? offer.chunks()
            : new ChunkLayout(offer.chunks().chunkBytes(), end.totalBytes()),
        offer.open() && end == null,
        offer.live(),
        sealedKey,
        end == null ? null : end.trailer(),
        placedAt,
        placedAt.plus(StrawRegistry.KEPT),
        parkedAt);
  }

  List<SessionGrant> sessions() {
    return List.copyOf(sessions.values());
  }

  /** The session of a recipient's device, or the one that the sender names; or its next epoch. */
  SessionGrant session(String recipient, UUID device, SessionRequest asked) {
    UUID named = asked.session();
    UUID session = named == null ? between(id, device) : named;
    SessionGrant known = sessions.get(session);
    Integer lost = asked.lost();
    SessionGrant grant =
        new SessionGrant(
            session,
            id,
            known == null ? recipient : known.recipient(),
            known == null ? device : known.device(),
            lost == null ? (known == null ? 1 : known.epoch()) : lost + 1,
            null,
            true,
            StrawRegistry.ticket(),
            null);
    sessions.put(session, grant);
    return grant;
  }

  private static UUID between(UUID transfer, UUID device) {
    return new UUID(
        transfer.getMostSignificantBits() ^ device.getMostSignificantBits(),
        transfer.getLeastSignificantBits() ^ device.getLeastSignificantBits());
  }

  Answer end(RecipientState.State how) {
    state = how;
    chunks.clear();
    return Answer.nothing(204);
  }

  /** Answers about one chunk, or about all where {@code which} is empty. */
  Answer chunk(Request request, String which) {
    if (which.equals("complete")) {
      parkedAt = Instant.now();
    }
    if (which.isEmpty() || which.equals("complete")) {
      return StrawRegistry.json(200, stored());
    }
    int index = Integer.parseInt(which);
    if (request.method.equals("PUT")) {
      chunks.put(index, request.body);
      return Answer.nothing(201);
    }
    byte[] sealed = chunks.get(index);
    return sealed == null ? StrawRegistry.notFound() : Answer.bytes(sealed, checksum(sealed));
  }

  private StoredChunks stored() {
    BitSet indexes = new BitSet();
    chunks.keySet().forEach(indexes::set);
    return new StoredChunks(IndexRanges.format(indexes));
  }

  static byte[] decoded(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}

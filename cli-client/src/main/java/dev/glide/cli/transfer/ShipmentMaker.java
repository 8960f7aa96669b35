package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.FolderLock;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.DisplayName;
import dev.glide.cli.tree.Manifest;
import dev.glide.cli.tree.ScanOptions;
import dev.glide.cli.tree.ScannedTree;
import dev.glide.cli.tree.TreeScan;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the send that the same command has begun before, or makes a new one. */
final class ShipmentMaker {
  private static final int MANY_RECIPIENTS = 8;

  private final Member member;
  private final Progress progress;
  private final OutgoingState state;

  ShipmentMaker(Member member, Progress progress) {
    this.member = member;
    this.progress = progress;
    this.state = new OutgoingState(member.profile().folders().state());
  }

  /**
   * Scans the paths and makes them ready.
   *
   * @throws Failure (local file) {@code file-changed} if they are not what the earlier try has
   *     begun to send; (refused) {@code keys-changed}
   */
  Shipment prepare(SendOrder order) throws Failure {
    progress.stage("reading");
    Optional<OutgoingRecord> earlier = state.find(order.absolutePaths(), order.everyRecipient());
    if (earlier.isPresent()) {
      Optional<NewTransfer> offer = state.offer(earlier.get().id());
      if (offer.isPresent() && offer.get().live() == isLive(order)) {
        return resumed(order, earlier.get(), offer.get());
      }
      giveUp(earlier.get().id());
    }
    return fresh(order);
  }

  private static boolean isLive(SendOrder order) {
    return order.delivery() == SendOrder.Delivery.LIVE;
  }

  /** What was begun must not be stored, or has been already: this send is of the other kind. */
  private void giveUp(UUID id) throws Failure {
    try (FolderLock _ = state.lock(id)) {
      member.registry().cancel(id);
    } catch (Failure e) {
      if (!Sender.isEnded(e)) {
        throw e;
      }
    }
    state.forget(id);
  }

  private record Scanned(ScannedTree tree, OfferMaker.Contents contents) {}

  /** Makes a new send, whatever there was before. */
  Shipment fresh(SendOrder order) throws Failure {
    UUID id = UUID.randomUUID();
    TransferKey key = TransferKey.random();
    OfferMaker maker = new OfferMaker(member, progress::note);
    Background<Scanned> scan =
        Background.start(
            "scan",
            () -> {
              ScannedTree tree = scan(order);
              return new Scanned(tree, maker.contents(id, key, tree.manifest()));
            });
    List<SealedKey> keys = maker.keys(id, key, order.everyRecipient());
    ScannedTree tree = scan.get().tree();
    NewTransfer offer =
        OfferMaker.offer(scan.get().contents(), tree.manifest().layout(), order, keys);
    FolderLock lock = state.lock(id);
    OutgoingRecord record =
        new OutgoingRecord(
            id, Texts.of(key.bytes()), order.absolutePaths(), order.everyRecipient());
    try {
      state.keep(record, offer);
    } catch (Failure e) {
      lock.close();
      throw e;
    }
    return new Shipment(id, SealingKeys.of(key, id), tree, offer, false, lock, state);
  }

  private Shipment resumed(SendOrder order, OutgoingRecord record, NewTransfer offer)
      throws Failure {
    FolderLock lock = state.lock(record.id());
    try {
      SealingKeys keys = SealingKeys.of(TransferKey.of(Texts.bytes(record.key())), record.id());
      ScannedTree tree = scan(order);
      Manifest begun = begun(keys, offer);
      Optional<String> other = tree.manifest().firstDifference(begun);
      if (other.isPresent()) {
        throw changed(record, other.get());
      }
      return new Shipment(record.id(), keys, tree, offer, true, lock, state);
    } catch (Failure | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Manifest begun(SealingKeys keys, NewTransfer offer) throws Failure {
    try (BodyOpener opener = new BodyOpener(keys)) {
      return Manifest.open(opener, Texts.bytes(offer.manifest()));
    } catch (NotAuthentic | IllegalArgumentException e) {
      throw new Failure(
              ExitCode.LOCAL_FILE, "file-damaged", "the record of the earlier try is damaged")
          .hint("glide cancel " + Offer.shortId(keys.transfer()) + ", then send again")
          .because(e);
    }
  }

  private static Failure changed(OutgoingRecord record, String path) {
    return new Failure(
            ExitCode.LOCAL_FILE,
            "file-changed",
            DisplayName.safe(path) + " is not what it was when this send was begun")
        .hint(
            "glide cancel %s gives up what was sent; then send again"
                .formatted(Offer.shortId(record.id())));
  }

  private ScannedTree scan(SendOrder order) throws Failure {
    ScanOptions options =
        new ScanOptions(Client.NAME, order.note().orElse(""), chunkBytes(order), progress::note);
    return TreeScan.scan(order.paths(), options);
  }

  /** Each of many receivers may hold a chunk at the same time: then they must be small. */
  private static int chunkBytes(SendOrder order) {
    boolean many = order.everyRecipient().size() > MANY_RECIPIENTS;
    return many ? ChunkLayout.DEFAULT_CHUNK_BYTES / 4 : ChunkLayout.DEFAULT_CHUNK_BYTES;
  }
}

package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.PinnedDevice;
import dev.glide.cli.identity.PinnedPeople;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.OfferSignature;
import dev.glide.cli.seal.SealedKeys;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.cli.tree.Manifest;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes what the registry is asked to offer: seals, and signs as this device. */
final class OfferMaker {
  private final Member member;
  private final Consumer<String> notes;

  OfferMaker(Member member, Consumer<String> notes) {
    this.member = member;
    this.notes = notes;
  }

  /**
   * What is said of a transfer to whomever it goes: sealed, and signed as this device.
   *
   * @param sealedManifest as text, as the others are
   */
  record Contents(Manifest manifest, String summary, String sealedManifest, String signature) {}

  /** Seals and signs; asks nobody. */
  Contents contents(UUID id, TransferKey key, Manifest manifest) throws Failure {
    try (BodySealer sealer = new BodySealer(SealingKeys.of(key, id))) {
      byte[] summary = manifest.summary().seal(sealer);
      byte[] sealedManifest = manifest.seal(sealer);
      byte[] signature = OfferSignature.sign(member.keys().signing(), id, summary, sealedManifest);
      return new Contents(
          manifest, Texts.of(summary), Texts.of(sealedManifest), Texts.of(signature));
    }
  }

  /**
   * The key, sealed to all devices of every recipient and to the sender's own, whose lists must fit
   * what was pinned.
   */
  List<SealedKey> keys(UUID id, TransferKey key, List<String> recipients) throws Failure {
    List<String> others = recipients.stream().filter(each -> !isSender(each)).toList();
    Background<List<SealedKey>> own = Background.start("own-devices", () -> own(id, key));
    List<SealedKey> sealed = new ArrayList<>();
    for (String handle : others) {
      sealed.addAll(sealedTo(member, handle, id, key));
    }
    sealed.addAll(own.get());
    return sealed;
  }

  private boolean isSender(String handle) {
    return handle.equals(member.handle());
  }

  /** Over a connection of its own, while the others are asked about. */
  private List<SealedKey> own(UUID id, TransferKey key) throws Failure {
    List<SealedKey> sealed;
    try (Member aside = member.patient(member.patience())) {
      sealed = sealedTo(aside, member.handle(), id, key);
    }
    if (sealed.stream().noneMatch(each -> each.device().equals(member.device()))) {
      throw new Failure(
              ExitCode.NOT_SIGNED_IN,
              "device-removed",
              "this device does not belong to @" + member.handle() + " any more")
          .hint("glide register --link makes it one again");
    }
    return sealed;
  }

  private List<SealedKey> sealedTo(Member asking, String handle, UUID id, TransferKey key)
      throws Failure {
    PinnedPeople people = asking.profile().people();
    List<PinnedDevice> devices = people.trusted(People.namedBy(asking, handle), notes);
    if (devices.isEmpty()) {
      throw new Failure(ExitCode.REFUSED, "no-devices", "@" + handle + " has no device");
    }
    List<SealedKey> sealed = new ArrayList<>();
    for (PinnedDevice each : devices) {
      try {
        byte[] one = SealedKeys.seal(key, id, each.id(), each.sealKeyBytes());
        sealed.add(new SealedKey(each.id(), Texts.of(one)));
      } catch (IllegalArgumentException e) {
        throw new Failure(
                ExitCode.REFUSED, "keys-invalid", "the device " + each.id() + " has no usable key")
            .because(e);
      }
    }
    return sealed;
  }

  /**
   * Makes an offer.
   *
   * @param layout for a stream, what to reserve for at first
   */
  static NewTransfer offer(
      Contents contents, ChunkLayout layout, SendOrder order, List<SealedKey> keys) {
    return new NewTransfer(
        order.everyRecipient(),
        keys,
        contents.summary(),
        contents.sealedManifest(),
        contents.signature(),
        layout,
        contents.manifest().stream(),
        order.delivery() == SendOrder.Delivery.LIVE,
        order.expires().map(Duration::toSeconds).orElse(null));
  }
}

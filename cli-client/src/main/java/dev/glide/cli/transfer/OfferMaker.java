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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * The devices to seal to: all of every recipient, and the sender's own, whose lists must fit what
   * was pinned.
   */
  Map<UUID, PinnedDevice> devices(List<String> recipients) throws Failure {
    PinnedPeople people = member.profile().people();
    Map<UUID, PinnedDevice> devices = new LinkedHashMap<>();
    List<String> everybody = new ArrayList<>(recipients);
    if (!everybody.contains(member.handle())) {
      everybody.add(member.handle());
    }
    for (String handle : everybody) {
      List<PinnedDevice> theirs = people.trusted(People.namedBy(member, handle), notes);
      if (theirs.isEmpty()) {
        throw new Failure(ExitCode.REFUSED, "no-devices", "@" + handle + " has no device");
      }
      theirs.forEach(each -> devices.put(each.id(), each));
    }
    if (!devices.containsKey(member.device())) {
      throw new Failure(
              ExitCode.NOT_SIGNED_IN,
              "device-removed",
              "this device does not belong to @" + member.handle() + " any more")
          .hint("glide register --link makes it one again");
    }
    return devices;
  }

  /**
   * Makes an offer.
   *
   * @param layout for a stream, what to reserve for at first
   */
  NewTransfer offer(
      UUID id,
      TransferKey key,
      Manifest manifest,
      ChunkLayout layout,
      SendOrder order,
      Map<UUID, PinnedDevice> devices)
      throws Failure {
    try (BodySealer sealer = new BodySealer(SealingKeys.of(key, id))) {
      byte[] summary = manifest.summary().seal(sealer);
      byte[] sealedManifest = manifest.seal(sealer);
      byte[] signature = OfferSignature.sign(member.keys().signing(), id, summary, sealedManifest);
      return new NewTransfer(
          order.everyRecipient(),
          sealedKeys(id, key, devices),
          Texts.of(summary),
          Texts.of(sealedManifest),
          Texts.of(signature),
          layout,
          manifest.stream(),
          order.delivery() == SendOrder.Delivery.LIVE,
          order.expires().map(Duration::toSeconds).orElse(null));
    }
  }

  private static List<SealedKey> sealedKeys(
      UUID id, TransferKey key, Map<UUID, PinnedDevice> devices) throws Failure {
    List<SealedKey> sealed = new ArrayList<>();
    for (PinnedDevice each : devices.values()) {
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
}

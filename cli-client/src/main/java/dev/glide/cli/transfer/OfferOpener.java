package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.PinnedDevice;
import dev.glide.cli.identity.PinnedPeople;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.seal.OfferSignature;
import dev.glide.cli.seal.SealedKeys;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.tree.Summary;
import dev.glide.shared.api.TransferView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Opens what is said of a transfer, after checking that the device it is said to come from has
 * signed it and is one of the sender's pinned devices.
 */
final class OfferOpener {
  private final Member member;
  private final Consumer<String> notes;

  OfferOpener(Member member, Consumer<String> notes) {
    this.member = member;
    this.notes = notes;
  }

  /** The content, or why it can't be told. */
  Offer.Content content(TransferView view) {
    try (BodyOpener opener = new BodyOpener(keys(view))) {
      Summary summary = Summary.open(opener, Texts.bytes(view.summary()));
      return new Offer.Opened(
          summary.entries(),
          summary.totalBytes(),
          summary.names(),
          Optional.of(summary.note()).filter(note -> !note.isEmpty()));
    } catch (NotAuthentic | IllegalArgumentException e) {
      return new Offer.Closed(notAuthentic(view));
    } catch (Failure e) {
      return new Offer.Closed(e);
    }
  }

  /**
   * The keys of a transfer whose sender is known to have signed it.
   *
   * @throws Failure (refused) if the sender's keys have changed or it is not sealed to this device;
   *     (not authentic) if the signature is not the sender's
   */
  SealingKeys keys(TransferView view) throws Failure {
    try {
      OfferSignature.verify(
          senderKey(view.from(), view.fromDevice()),
          Texts.bytes(view.signature()),
          view.id(),
          Texts.bytes(view.summary()),
          Texts.bytes(view.manifestDigest()));
      String sealed = view.sealedKey();
      if (sealed == null) {
        throw new Failure(
                ExitCode.REFUSED,
                "not-for-this-device",
                "%s was sealed before this device belonged to @%s"
                    .formatted(Offer.shortId(view.id()), member.handle()))
            .hint("receive it on an older device, or ask @" + view.from() + " to send it again");
      }
      return SealingKeys.of(
          SealedKeys.open(Texts.bytes(sealed), view.id(), member.device(), member.keys().opening()),
          view.id());
    } catch (NotAuthentic | IllegalArgumentException e) {
      throw notAuthentic(view).because(e);
    }
  }

  private byte[] senderKey(String sender, UUID device) throws Failure, NotAuthentic {
    PinnedPeople people = member.profile().people();
    Optional<PinnedDevice> known = find(people.devicesOf(sender), device);
    if (known.isEmpty()) {
      // A person never seen, or a device of theirs that is new.
      known = find(people.trusted(People.namedBy(member, sender), notes), device);
    }
    return known.orElseThrow(NotAuthentic::new).signKeyBytes();
  }

  private static Optional<PinnedDevice> find(List<PinnedDevice> devices, UUID id) {
    return devices.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  static Failure notAuthentic(TransferView view) {
    return new NotAuthentic().failure("The offer " + Offer.shortId(view.id()));
  }
}

package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.seal.OfferSignature;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.Manifest;
import dev.glide.cli.tree.Trailer;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.api.TransferView;
import dev.glide.shared.error.ErrorCode;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One transfer on its way in: what the registry says of it, opened and checked against what the
 * sender has signed.
 */
final class Arrival {
  private static final String CHUNK_MISSING = "chunk-missing";

  private final Member member;
  private final SealingKeys keys;
  private final Manifest manifest;
  private TransferView view;

  private Arrival(Member member, SealingKeys keys, Manifest manifest, TransferView view) {
    this.member = member;
    this.keys = keys;
    this.manifest = manifest;
    this.view = view;
  }

  /**
   * Fetches and checks the manifest.
   *
   * @param member waits for a server that is away
   * @param hasty does not; what it asks is asked at the same time
   * @throws Failure (not authentic) if it is not what the pinned sender has signed; (refused)
   *     {@code keys-changed}
   */
  static Arrival open(Member member, Member hasty, Offer offer, Progress progress) throws Failure {
    Background<byte[]> asked =
        Background.start("manifest", () -> hasty.registry().manifest(offer.id()));
    TransferView view = member.registry().transfer(offer.id());
    if (!view.id().equals(offer.id()) || !view.from().equals(offer.from())) {
      throw OfferOpener.notAuthentic(offer.view());
    }
    SealingKeys keys = new OfferOpener(member, progress::note).keys(view);
    byte[] sealed = sealed(member, asked, view.id());
    try (BodyOpener opener = new BodyOpener(keys)) {
      if (!MessageDigest.isEqual(
          OfferSignature.digest(sealed), Texts.bytes(view.manifestDigest()))) {
        throw new NotAuthentic();
      }
      Manifest manifest = Manifest.open(opener, sealed);
      if (!manifest.stream() && !manifest.layout().equals(view.chunks())) {
        throw new NotAuthentic();
      }
      if (manifest.stream() && manifest.chunkBytes() != view.chunks().chunkBytes()) {
        throw new NotAuthentic();
      }
      return new Arrival(member, keys, manifest, view);
    } catch (NotAuthentic e) {
      throw e.failure("The manifest");
    }
  }

  private static byte[] sealed(Member member, Background<byte[]> asked, UUID id) throws Failure {
    try {
      return asked.get();
    } catch (Failure e) {
      if (e.exitCode() != ExitCode.NETWORK) {
        throw e;
      }
      return member.registry().manifest(id);
    }
  }

  SealingKeys keys() {
    return keys;
  }

  Manifest manifest() {
    return manifest;
  }

  TransferView view() {
    return view;
  }

  boolean parked() {
    return view.parkedAt() != null;
  }

  Ticket accept() throws Failure {
    return member.registry().accept(view.id());
  }

  /** Asks the registry how it stands now. */
  void refresh() throws Failure {
    TransferView now = member.registry().transfer(view.id());
    boolean same = now.manifestDigest().equals(view.manifestDigest());
    if (!same || (!manifest.stream() && !now.chunks().equals(view.chunks()))) {
      throw OfferOpener.notAuthentic(view);
    }
    view = now;
  }

  /**
   * The sender's word for the end of a stream that has been closed.
   *
   * @throws Failure (not authentic) if the registry speaks of another length
   */
  Trailer trailer() throws Failure {
    String sealed = view.trailer();
    try (BodyOpener opener = new BodyOpener(keys)) {
      if (sealed == null) {
        throw new NotAuthentic();
      }
      Trailer trailer = Trailer.open(opener, Texts.bytes(sealed));
      if (trailer.totalBytes() != view.chunks().totalBytes()) {
        throw new NotAuthentic();
      }
      return trailer;
    } catch (NotAuthentic | IllegalArgumentException e) {
      throw new NotAuthentic().failure("The end of the stream").because(e);
    }
  }

  /**
   * Requires that the transfer has not ended for this person.
   *
   * @throws Failure (refused) if it has
   */
  void requireLive() throws Failure {
    for (RecipientState each : view.recipients()) {
      if (each.handle().equals(member.handle()) && each.state().isEnd()) {
        throw new Failure(
            ExitCode.REFUSED,
            ErrorCode.TRANSFER_ENDED.code(),
            "the transfer has ended: " + each.state().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Nothing comes any more, and has not for as long as anybody waits. */
  Failure stopped() {
    if (view.live()) {
      return new Failure(
              ExitCode.NETWORK, "sender-gone", "@%s has not come back".formatted(view.from()))
          .hint("what has come is kept; the same command again goes on while they send");
    }
    return new Failure(
            ExitCode.NETWORK,
            "sender-stopped",
            "nothing more comes: the sender has not sent all of it")
        .hint("what has come is kept; the same command again goes on once the sender does");
  }

  /** The sender is through, and a chunk is nowhere. */
  Failure chunkMissing() throws Failure {
    Failure missing =
        new Failure(ExitCode.NOT_AUTHENTIC, CHUNK_MISSING, "a chunk is gone from the chunk store");
    Optional<Path> begun = incoming().read(view.id());
    return begun.isPresent()
        ? missing.hint(
            "parts of it may be in %s alone: receive it there, or ask @%s to send it again"
                .formatted(begun.get(), view.from()))
        : missing.hint("ask the sender to send it again");
  }

  /** The sender of a live transfer is there and says that it can't send a chunk. */
  Failure lacking() {
    return new Failure(
            ExitCode.REFUSED,
            CHUNK_MISSING,
            "@%s can't send a part of it any more".formatted(view.from()))
        .hint("ask them to send it again");
  }

  /** Where this device receives what. */
  IncomingState incoming() {
    return new IncomingState(member.profile().folders().state());
  }
}

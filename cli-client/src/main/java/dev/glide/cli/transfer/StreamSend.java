package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.live.LiveTiming;
import dev.glide.cli.transfer.live.StreamCargo;
import dev.glide.cli.tree.Manifest;
import dev.glide.cli.tree.StreamReader;
import dev.glide.cli.tree.Trailer;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sends one stream of unknown length: reserves room by steps, and closes it with a trailer. */
final class StreamSend {
  private static final int CHUNK_BYTES = ChunkLayout.DEFAULT_CHUNK_BYTES;
  private static final long FIRST_STEP = 16L * CHUNK_BYTES;
  private static final long LARGEST_STEP = 1024L * CHUNK_BYTES;

  private final Member member;
  private final Progress progress;

  StreamSend(Member member, Progress progress) {
    this.member = member;
    this.progress = progress;
  }

  /** Sends it straight to those who come for it, while it is read. */
  Sender.Sent live(InputStream in, String name, SendOrder order, Company company, LiveTiming timing)
      throws Failure {
    TransferKey key = TransferKey.random();
    UUID id = UUID.randomUUID();
    Placed placed = place(id, key, manifest(name, order, StreamCargo.CHUNK_BYTES), order);
    SealingKeys keys = SealingKeys.of(key, id);
    try (LiveStream stream = new LiveStream(member, keys, placed, company, timing, progress)) {
      LiveStream.Result result = stream.send(in);
      return new Sender.Sent(
          id,
          List.copyOf(result.recipients()),
          1,
          result.totalBytes(),
          false,
          Sender.Sent.Outcome.DELIVERED,
          Map.of(Progress.Route.RELAY, result.totalBytes()),
          result.againBytes());
    }
  }

  private Placed place(UUID id, TransferKey key, Manifest manifest, SendOrder order)
      throws Failure {
    OfferMaker maker = new OfferMaker(member, progress::note);
    Background<OfferMaker.Contents> contents =
        Background.start("seal-offer", () -> maker.contents(id, key, manifest));
    List<SealedKey> keys = maker.keys(id, key, order.everyRecipient());
    ChunkLayout first = new ChunkLayout(manifest.layout().chunkBytes(), FIRST_STEP);
    NewTransfer offer = OfferMaker.offer(contents.get(), first, order, keys);
    return member.registry().place(id, offer);
  }

  Sender.Sent send(InputStream in, String name, SendOrder order) throws Failure {
    UUID id = UUID.randomUUID();
    TransferKey key = TransferKey.random();
    Placed placed = place(id, key, manifest(name, order, CHUNK_BYTES), order);
    try {
      long total = bring(in, SealingKeys.of(key, id), placed);
      return new Sender.Sent(
          id,
          order.everyRecipient(),
          1,
          total,
          false,
          Sender.Sent.Outcome.PARKED,
          Map.of(Progress.Route.PARKED, total),
          0);
    } catch (Failure e) {
      if (Sender.isEnded(e)) {
        throw Sender.ended(member, id, e);
      }
      giveUp(id);
      throw e;
    }
  }

  private static Manifest manifest(String name, SendOrder order, int chunkBytes) throws Failure {
    try {
      return Manifest.ofStream(Client.NAME, order.note().orElse(""), chunkBytes, name);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, "name", "can't send it so: " + e.getMessage()).because(e);
    }
  }

  /** Half a stream is of no use to anybody, and its quota is better given back. */
  private void giveUp(UUID id) {
    try {
      member.registry().cancel(id);
    } catch (Failure e) {
      progress.note("the server keeps a part of it until it expires");
    }
  }

  private long bring(InputStream in, SealingKeys keys, Placed placed) throws Failure {
    UUID id = keys.transfer();
    TransferTickets tickets = new TransferTickets(member.registry(), id, placed.ticket());
    progress.stage("sending");
    progress.expect(-1, 0);
    StreamReader reader = new StreamReader(in, CHUNK_BYTES);
    PieceQueue pieces = new PieceQueue();
    List<StreamWorker> workers = new ArrayList<>();
    for (int i = 0; i < Crew.size(); i++) {
      workers.add(new StreamWorker(pieces, keys, connection(id, tickets), progress));
    }
    try (Crew crew = Crew.start(workers)) {
      feed(reader, pieces, tickets, id);
      crew.await();
    }
    long total = reader.totalBytes();
    byte[] trailer;
    try (BodySealer sealer = new BodySealer(keys)) {
      trailer = new Trailer(total, Instant.now()).seal(sealer);
    }
    Placed closed = member.registry().close(id, new Closing(total, Texts.of(trailer)));
    tickets.replace(closed.ticket());
    complete(id, tickets, new ChunkLayout(CHUNK_BYTES, total).chunkCount());
    return total;
  }

  private void feed(StreamReader reader, PieceQueue pieces, TransferTickets tickets, UUID id)
      throws Failure {
    long reserved = FIRST_STEP;
    try {
      for (Optional<StreamReader.Piece> next = reader.next();
          next.isPresent();
          next = reader.next()) {
        StreamReader.Piece piece = next.get();
        long needed = (long) piece.index() * CHUNK_BYTES + piece.length();
        if (needed > reserved) {
          reserved += Math.min(LARGEST_STEP, reserved);
          tickets.replace(member.registry().grow(id, new Growth(reserved)));
        }
        if (!pieces.put(piece)) {
          return;
        }
      }
    } finally {
      pieces.end();
    }
  }

  private void complete(UUID id, TransferTickets tickets, int chunkCount) throws Failure {
    try (StoreConnection store = connection(id, tickets)) {
      BitSet missing = store.complete(chunkCount);
      if (!missing.isEmpty()) {
        throw new Failure(
            ExitCode.NETWORK, "incomplete", "the store does not keep what it is brought");
      }
    }
  }

  private StoreConnection connection(UUID id, TransferTickets tickets) {
    return new StoreConnection(member.dialer(), member.patience(), id, tickets);
  }
}

package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Tickets;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.cli.tree.FileEntry;
import dev.glide.cli.tree.Manifest;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.chunk.ChunkLayout;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** A small transfer from somebody to themselves, to try things with; taken back at the end. */
final class Specimen implements AutoCloseable {
  private static final long PLAIN_BYTES = 8L << 20;
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final Member member;
  private final UUID id;
  private final List<byte[]> chunks;
  private final Ticket ticket;

  private Specimen(Member member, UUID id, List<byte[]> chunks, Ticket ticket) {
    this.member = member;
    this.id = id;
    this.chunks = chunks;
    this.ticket = ticket;
  }

  /** Offers random bytes to this very person. */
  static Specimen place(Member member) throws Failure {
    UUID id = UUID.randomUUID();
    TransferKey key = TransferKey.random();
    FileEntry file = new FileEntry("glide doctor", PLAIN_BYTES, 0600, Instant.EPOCH);
    Manifest manifest =
        new Manifest(Client.NAME, "", ChunkLayout.DEFAULT_CHUNK_BYTES, false, List.of(file));
    SendOrder order =
        new SendOrder(
            List.of(),
            List.of(member.handle()),
            Optional.of(LIFE),
            Optional.empty(),
            SendOrder.Delivery.PARK,
            Optional.empty());
    OfferMaker maker = new OfferMaker(member, note -> {});
    Ticket ticket =
        member
            .registry()
            .place(
                id,
                OfferMaker.offer(
                    maker.contents(id, key, manifest),
                    manifest.layout(),
                    order,
                    maker.keys(id, key, order.everyRecipient())))
            .ticket();
    return new Specimen(member, id, sealed(SealingKeys.of(key, id), manifest.layout()), ticket);
  }

  private static List<byte[]> sealed(SealingKeys keys, ChunkLayout layout) {
    SecureRandom random = new SecureRandom();
    try (BodySealer sealer = new BodySealer(keys)) {
      return IntStream.range(0, layout.chunkCount())
          .mapToObj(index -> {
            byte[] plain = new byte[layout.plainBytes(index)];
            random.nextBytes(plain);
            return sealer.seal(Body.chunk(layout, index), plain);
          })
          .toList();
    }
  }

  UUID id() {
    return id;
  }

  int chunkCount() {
    return chunks.size();
  }

  byte[] chunk(int index) {
    return chunks.get(index);
  }

  /** Of all chunks, as they are moved. */
  long bytes() {
    return chunks.stream().mapToLong(chunk -> chunk.length).sum();
  }

  Tickets tickets(Member asking) {
    return new TransferTickets(asking.registry(), id, ticket);
  }

  @Override
  public void close() throws Failure {
    member.registry().cancel(id);
  }
}

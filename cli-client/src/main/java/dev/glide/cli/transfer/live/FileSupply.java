package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneRecord;
import java.util.UUID;
import java.util.function.Consumer;

/** Serves one device of a recipient from the sealed chunks that all share. */
final class FileSupply implements Supply {
  private final SealedChunks.Share share;
  private final DeliveryBoard board;
  private final String recipient;
  private final UUID device;
  private final Consumer<Failure> trouble;

  /**
   * Takes a share, which it closes.
   *
   * @param trouble hears if the files can't be read: that is the end of the transfer, not of a lane
   */
  FileSupply(
      SealedChunks.Share share,
      DeliveryBoard board,
      String recipient,
      UUID device,
      Consumer<Failure> trouble) {
    this.share = share;
    this.board = board;
    this.recipient = recipient;
    this.device = device;
    this.trouble = trouble;
  }

  @Override
  public void serve(Lane lane, int index, int offset) throws Failure {
    SealedChunk chunk;
    try {
      chunk = share.take(index);
    } catch (Failure e) {
      try {
        lane.send(new LaneRecord.Lack(index));
      } finally {
        trouble.accept(e);
      }
      return;
    }
    try {
      board.sending(recipient, device, index);
      lane.sendChunk(index, chunk.bytes(), chunk.length());
    } finally {
      share.giveBack(chunk);
    }
  }

  @Override
  public void close() {
    share.close();
  }
}

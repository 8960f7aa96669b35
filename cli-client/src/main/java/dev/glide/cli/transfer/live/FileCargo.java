package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.LaneRecord;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Files, whose chunks any receiver may ask for in any order.
 *
 * @param trouble hears if the files can't be read: that is the end of the transfer, not of a lane
 */
public record FileCargo(SealedChunks chunks, DeliveryBoard board, Consumer<Failure> trouble)
    implements Cargo {
  @Override
  public Supply supplyFor(String recipient, UUID device) {
    board.join(recipient, device);
    return new FileSupply(chunks.share(), board, recipient, device, trouble);
  }

  @Override
  public void has(String recipient, UUID device, LaneRecord.Have have) {
    board.has(recipient, device, have);
  }
}

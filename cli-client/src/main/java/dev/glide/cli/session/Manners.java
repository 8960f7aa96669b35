package dev.glide.cli.session;

import dev.glide.cli.session.LaneRecord.Available;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Chunk;
import dev.glide.cli.session.LaneRecord.Drop;
import dev.glide.cli.session.LaneRecord.Have;
import dev.glide.cli.session.LaneRecord.Lack;
import dev.glide.cli.session.LaneRecord.Lanes;
import dev.glide.cli.session.LaneRecord.Part;
import dev.glide.cli.session.LaneRecord.Ping;
import dev.glide.cli.session.LaneRecord.Pong;
import dev.glide.cli.session.LaneRecord.Request;

/** Who may say what on which lane. */
final class Manners {
  private Manners() {}

  /**
   * Looks whether a record may come from this side.
   *
   * @throws Garbled if not
   */
  static void check(LaneRecord record, Side from, int lane) throws Garbled {
    boolean fits =
        switch (record) {
          case Chunk _, Part _, Lack _, Available _ -> from == Side.SENDER;
          case Request _, Have _, Drop _ -> from == Side.RECEIVER;
          case Lanes _ -> from == Side.RECEIVER && lane == 0;
          case Ping _, Pong _, Bye _ -> true;
        };
    if (!fits) {
      throw new Garbled("a record that this side does not say here");
    }
  }
}

package dev.glide.relay.pump;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.WriteBufferWaterMark;

/**
 * How much a pipe reads at once, and how much it holds for a slow reader: at most {@link
 * #MAX_HELD_BYTES} of memory, however little of it is filled.
 */
final class PipeBuffers {
  static final int MAX_HELD_BYTES = 1024 * 1024;
  static final int MAX_READ_BYTES = 256 * 1024;
  private static final int MIN_READ_BYTES = 4 * 1024;
  private static final int FIRST_READ_BYTES = 64 * 1024;

  /** Above this nothing more is read; one read may be on its way. */
  private static final int HIGH_BYTES = MAX_HELD_BYTES - 2 * MAX_READ_BYTES;

  private static final int LOW_BYTES = HIGH_BYTES / 2;

  /**
   * An own pool: Quarkus keeps the common one's chunks so small that a large read would get memory
   * from the system each time, zeroed.
   */
  private static final ByteBufAllocator POOL =
      new PooledByteBufAllocator(
          true, 0, Runtime.getRuntime().availableProcessors(), 8192, 8, 0, 0, false);

  private static final MessageSizeEstimator BY_CAPACITY = () -> PipeBuffers::capacity;

  private PipeBuffers() {}

  static void tune(Channel channel) {
    channel.config().setAllocator(POOL);
    channel
        .config()
        .setRecvByteBufAllocator(
            new AdaptiveRecvByteBufAllocator(MIN_READ_BYTES, FIRST_READ_BYTES, MAX_READ_BYTES));
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(LOW_BYTES, HIGH_BYTES));
    channel.config().setMessageSizeEstimator(BY_CAPACITY);
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  private static int capacity(Object message) {
    return switch (message) {
      case ByteBuf buffer -> buffer.capacity();
      case ByteBufHolder holder -> holder.content().capacity();
      default -> 0;
    };
  }
}

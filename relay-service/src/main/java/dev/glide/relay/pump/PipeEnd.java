package dev.glide.relay.pump;

import dev.glide.relay.pairing.Departure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a pipe. It holds what comes until it is joined with another, then passes
 * everything on to that one, at its pace; each direction ends by itself.
 *
 * <p>Its state belongs to its event loop. It writes to the other end's channel, which may live on
 * another event loop, and takes no lock: two ends that wait for each other can't be.
 */
// Failures of a channel come to its handlers; the futures that say the same are not looked at.
@SuppressWarnings("FutureReturnValueIgnored")
public final class PipeEnd extends ChannelInboundHandlerAdapter {
  /** Held while there is no partner; what a client says first is far less. */
  private static final int MAX_EARLY_BYTES = 64 * 1024;

  /** Enough to be worth a system call before the read is over. */
  private static final int FLUSH_BYTES = 128 * 1024;

  private static final long LINGER_SECONDS = 5;

  /** Who has said its last byte and still has no partner has most likely gone. */
  private static final long ALONE_MILLIS = 1_000;

  private final ChannelHandlerContext context;
  private final Channel channel;
  private final Throttle throttle;
  private final Departed owner;
  private final ArrayDeque<ByteBuf> early = new ArrayDeque<>();
  private int earlyBytes;
  private int unflushedBytes;
  private boolean heardAll;
  private boolean throttled;
  private boolean departed;
  private boolean ended;
  private volatile @Nullable PipeEnd partner;
  private volatile boolean joined;
  private volatile boolean saidAll;
  private volatile long movedBytes;

  private PipeEnd(ChannelHandlerContext context, Throttle throttle, Departed owner) {
    this.context = context;
    this.channel = context.channel();
    this.throttle = throttle;
    this.owner = owner;
  }

  /**
   * Takes a socket over from Vert.x, which from then on only hears of its end; on the socket's
   * event loop, before anything has been read from it.
   */
  public static PipeEnd take(NetSocket socket, Throttle throttle, Departed owner) {
    ChannelHandlerContext context = ((NetSocketInternal) socket).channelHandlerContext();
    PipeEnd end = new PipeEnd(context, throttle, owner);
    ChannelPipeline pipeline = context.pipeline();
    IdleStateHandler idle = pipeline.get(IdleStateHandler.class);
    if (idle != null) {
      // It would look at each read and write; how long a pipe may be idle is the relay's to say.
      pipeline.remove(idle);
    }
    pipeline.addBefore(context.name(), "pipe", end);
    PipeBuffers.tune(context.channel());
    context.channel().config().setAutoRead(true);
    return end;
  }

  /** Lets bytes pass between the two; from any thread, once. */
  public static void join(PipeEnd one, PipeEnd other) {
    one.joined = true;
    other.joined = true;
    one.channel.eventLoop().execute(() -> one.begin(other));
    other.channel.eventLoop().execute(() -> other.begin(one));
  }

  /**
   * Ends it: first goes what has been given to it, then {@code lastWords} unless it has been joined
   * with another, then the connection is closed. From any thread; again: nothing.
   */
  public void end(String lastWords) {
    channel.eventLoop().execute(() -> finish(lastWords));
  }

  /** Ends it at once, so that the other side sees a break; from any thread. */
  public void cut() {
    channel
        .eventLoop()
        .execute(() -> {
          departed = true;
          ended = true;
          channel.config().setOption(ChannelOption.SO_LINGER, 0);
          channel.close();
        });
  }

  /** Adds bytes that have been read from this connection already; on its event loop. */
  public void hold(Buffer bytes) {
    if (bytes.length() > 0) {
      hold(Unpooled.wrappedBuffer(bytes.getBytes()));
    }
  }

  /** Bytes that have come from this end; from any thread. */
  public long movedBytes() {
    return movedBytes;
  }

  /** Memory that is held for this end because it does not read; from any thread. */
  public long heldBytes() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf bytes) || ended) {
      ReferenceCountUtil.release(message);
      return;
    }
    PipeEnd to = partner;
    if (to == null) {
      hold(bytes);
    } else {
      pass(bytes, to);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    PipeEnd to = partner;
    if (to != null && unflushedBytes > 0) {
      unflushedBytes = 0;
      to.context.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    PipeEnd from = partner;
    if (from != null && channel.isWritable()) {
      from.channel.eventLoop().execute(from::readOn);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    switch (event) {
      case ChannelInputShutdownEvent end -> heardAll();
      case SslCloseCompletionEvent end -> heardAll();
      case ChannelInputShutdownReadComplete end -> {}
      default -> ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    depart(Departure.BROKEN);
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    depart(Departure.BROKEN);
    ended = true;
    drop();
    ctx.fireChannelInactive();
  }

  private void hold(ByteBuf bytes) {
    early.add(bytes);
    earlyBytes += bytes.readableBytes();
    if (earlyBytes >= MAX_EARLY_BYTES) {
      channel.config().setAutoRead(false);
    }
  }

  private void begin(PipeEnd other) {
    if (ended) {
      return;
    }
    partner = other;
    for (ByteBuf next = early.poll(); next != null; next = early.poll()) {
      pass(next, other);
    }
    channelReadComplete(context);
    if (heardAll) {
      other.afterLastByte(() -> other.sayAll(this));
    }
    readOn();
  }

  private void pass(ByteBuf bytes, PipeEnd to) {
    int count = bytes.readableBytes();
    long before = movedBytes;
    movedBytes = before + count;
    to.context.write(bytes, to.channel.voidPromise());
    unflushedBytes += count;
    if (unflushedBytes >= FLUSH_BYTES) {
      unflushedBytes = 0;
      to.context.flush();
    }
    long pauseNanos = throttle.take(count);
    if (pauseNanos > 0) {
      pause(pauseNanos);
    } else if (!to.channel.isWritable()) {
      channel.config().setAutoRead(false);
      if (to.channel.isWritable()) {
        // It has become so in between, and has told nobody that was listening.
        channel.config().setAutoRead(true);
      }
    }
  }

  private void pause(long nanos) {
    throttled = true;
    channel.config().setAutoRead(false);
    channel
        .eventLoop()
        .schedule(
            () -> {
              throttled = false;
              readOn();
            },
            nanos,
            TimeUnit.NANOSECONDS);
  }

  private void readOn() {
    PipeEnd to = partner;
    if (!ended && !throttled && to != null && to.channel.isWritable()) {
      channel.config().setAutoRead(true);
    }
  }

  /** The other side of this connection has nothing more to say. */
  private void heardAll() {
    if (heardAll) {
      return;
    }
    heardAll = true;
    PipeEnd to = partner;
    if (ended) {
      closeIfDone();
    } else if (to == null) {
      channel.eventLoop().schedule(this::giveUpAlone, ALONE_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      to.afterLastByte(() -> to.sayAll(this));
    }
  }

  private void giveUpAlone() {
    if (!joined && !ended) {
      depart(Departure.BROKEN);
      channel.close();
    }
  }

  private void sayAll(PipeEnd from) {
    saidAll = true;
    closeOutput();
    if (from.saidAll) {
      depart(Departure.FINISHED);
    }
  }

  private void finish(String lastWords) {
    if (ended) {
      return;
    }
    ended = true;
    departed = true;
    drop();
    if (!joined) {
      context.write(Unpooled.copiedBuffer(lastWords, StandardCharsets.US_ASCII));
    }
    afterLastByte(() -> {
      closeOutput();
      saidAll = true;
      closeIfDone();
    });
    // Closing while the client still sends would take from it what it has not read yet.
    channel.config().setAutoRead(true);
    channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  private void afterLastByte(Runnable then) {
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            (ChannelFutureListener)
                written -> {
                  if (written.isSuccess()) {
                    then.run();
                  }
                });
  }

  private void closeOutput() {
    SslHandler tls = context.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }

  private void closeIfDone() {
    if (heardAll && saidAll) {
      channel.close();
    }
  }

  private void depart(Departure departure) {
    if (!departed) {
      departed = true;
      owner.departed(this, departure);
    }
  }

  private void drop() {
    for (ByteBuf next = early.poll(); next != null; next = early.poll()) {
      next.release();
    }
  }
}

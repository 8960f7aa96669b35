package dev.glide.benchmarks.load;

import java.nio.ByteBuffer;

/** Makes one request after the other; as little as possible is left to do for each. */
public interface Requests {
  /** A whole HTTP/1.1 request, to be read by the caller before it asks for the next one. */
  ByteBuffer next();
}

package dev.glide.runtime.trace;

import dev.glide.shared.trace.TraceParent;

/** A piece of work that a trace is kept of: a span. Thread-safe. */
public interface Work {
  /** What this work does further work for. */
  TraceParent parent();

  /** Says something about it; nothing that names a person or a file. */
  void about(String key, String value);

  /** It is done; again: nothing. */
  void end();

  /** It is done, and has failed; after its end: nothing. */
  void fail(String why);
}

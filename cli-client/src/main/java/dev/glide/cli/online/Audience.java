package dev.glide.cli.online;

import dev.glide.cli.terminal.Meter;
import dev.glide.cli.transfer.Offer;

/** Hears what happens while somebody stays online. Thread-safe. */
public interface Audience {
  void hear(News news);

  /** What a fetch that begins now is to tell; closed when it ends. */
  Meter watch(Offer offer);
}

package dev.glide.runtime.health;

/**
 * Something beside a service that it does its work with, and that may be away for a while without
 * the service being of no use. Asked with every request: it must know the answer already.
 */
public interface Reliance {
  /** One word, as in the header {@code Glide-Degraded}. */
  String what();

  boolean isAway();
}

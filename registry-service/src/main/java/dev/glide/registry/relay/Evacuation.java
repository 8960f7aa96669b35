package dev.glide.registry.relay;

/** Gives the sessions of a relay that is going to others. */
public interface Evacuation {
  /** Starts it; returns at once. Again while it is under way, or with nothing left: nothing. */
  void start(String relay);
}

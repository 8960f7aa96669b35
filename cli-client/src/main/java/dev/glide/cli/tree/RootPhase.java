package dev.glide.cli.tree;

/** Where a root stands on its way to its final name. */
enum RootPhase {
  RECEIVING(0),
  /** From here on its part may be gone because it has its final name. */
  PLACING(1),
  PLACED(2);

  private final int code;

  RootPhase(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static RootPhase of(int code) {
    for (RootPhase phase : values()) {
      if (phase.code == code) {
        return phase;
      }
    }
    throw new IllegalArgumentException("no phase " + code);
  }
}

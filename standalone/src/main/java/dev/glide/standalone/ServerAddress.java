package dev.glide.standalone;

/** Where a server listens. */
record ServerAddress(boolean tls, String host, int port) {

  /** The address as a client on this machine would write it. */
  String origin() {
    return (tls ? "https://" : "http://") + reachable() + ":" + port;
  }

  /** Someone who listens everywhere can be reached on the loopback address too. */
  private String reachable() {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      case String name when name.contains(":") -> "[" + name + "]";
      case String name -> name;
    };
  }
}

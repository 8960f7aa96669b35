package dev.glide.runtime.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Which of several processes of one service this is. */
final class Instance {
  static final String NAME = "GLIDE_INSTANCE";
  static final String PROPERTY = "glide.instance";

  private Instance() {}

  /** In a container the host's name says it all; on a common host it does not. */
  static void nameUnlessGiven(Draft draft) {
    if (draft.value(NAME).isEmpty()) {
      long process = ProcessHandle.current().pid();
      draft.property(PROPERTY, process == 1 ? host() : host() + "-" + process);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}

package dev.glide.benchmarks;

import java.nio.file.Path;

/** Sends one path from one person to another, who is offline meanwhile; leaves nothing behind. */
record Mail(Workspace workspace, Person from, Person to, Path what) {

  /** Seconds of the whole sending process. */
  double park() {
    Tool.Run run = send();
    receive();
    return run.seconds();
  }

  /** Seconds of the whole receiving process. */
  double fetch() {
    send();
    return receive().seconds();
  }

  Tool.Run send() {
    return from.run(workspace.root(), "send", what.toString(), "@bob");
  }

  Tool.Run receive() {
    Path folder = workspace.folder("received");
    Tool.Run run = to.run(folder, "ok", "@alice", "--to", folder.toString());
    Workspace.delete(folder);
    return run;
  }
}

package dev.glide.cli.transfer.fetch;

import java.util.ArrayList;
import java.util.List;

/** The threads that one part of a receive has started. Thread-safe. */
final class Threads {
  private final ReceiveBoard board;
  private final List<Thread> all = new ArrayList<>();

  Threads(ReceiveBoard board) {
    this.board = board;
  }

  /** Starts one; what it throws that nobody thought of ends the whole receive. */
  synchronized void start(String name, Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .unstarted(() -> {
              try {
                work.run();
              } catch (RuntimeException | Error e) {
                board.fail(e);
              }
            });
    all.removeIf(each -> !each.isAlive());
    thread.start();
    all.add(thread);
  }

  /** Waits until none of them touches anything any more; they have been told to end. */
  void join() {
    List<Thread> waiting;
    synchronized (this) {
      waiting = List.copyOf(all);
    }
    boolean interrupted = false;
    for (Thread each : waiting) {
      while (each.isAlive() && !each.equals(Thread.currentThread())) {
        try {
          each.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

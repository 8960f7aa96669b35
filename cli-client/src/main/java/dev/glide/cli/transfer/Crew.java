package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one transfer, each on its own thread. The first failure ends them all: it closes
 * what the others wait on.
 */
final class Crew implements AutoCloseable {
  /** One worker; {@link #close} comes from another thread and ends what it waits for. */
  interface Worker extends AutoCloseable {
    void work() throws Failure;

    @Override
    void close();
  }

  private final List<Worker> workers;
  private final CountDownLatch running;
  private final AtomicReference<@Nullable Failure> failed = new AtomicReference<>();

  private Crew(List<? extends Worker> workers) {
    this.workers = List.copyOf(workers);
    this.running = new CountDownLatch(workers.size());
  }

  /**
   * How many workers a transfer has: enough for two cores' worth of sealing, and for a line on
   * which every chunk waits a while for its answer.
   */
  static int size() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
  }

  static Crew start(List<? extends Worker> workers) {
    Crew crew = new Crew(workers);
    List<Thread> threads = new ArrayList<>();
    for (Worker each : crew.workers) {
      threads.add(
          Thread.ofPlatform().daemon().name("worker-" + threads.size()).unstarted(crew.job(each)));
    }
    threads.forEach(Thread::start);
    return crew;
  }

  private Runnable job(Worker worker) {
    return () -> {
      try {
        worker.work();
      } catch (Failure e) {
        fail(e);
      } catch (RuntimeException | Error e) {
        fail(
            new Failure(ExitCode.FAILED, "internal", "something unforeseen happened: " + e)
                .because(e));
      } finally {
        running.countDown();
      }
    };
  }

  /** Ends all workers for this reason, unless there was one before. */
  void fail(Failure reason) {
    if (failed.compareAndSet(null, reason)) {
      workers.forEach(Worker::close);
    }
  }

  /**
   * Waits for the workers.
   *
   * @return whether all are done
   * @throws Failure the first of any worker; or interrupted, if this thread is
   */
  boolean await(long millis) throws Failure {
    boolean done;
    try {
      done = running.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Failure reason = interrupted(e);
      fail(reason);
      throw reason;
    }
    Failure reason = failed.get();
    if (reason != null) {
      throw reason;
    }
    return done;
  }

  void await() throws Failure {
    await(Long.MAX_VALUE);
  }

  static Failure interrupted(InterruptedException e) {
    return Failure.interrupted(e).hint("the same command again goes on");
  }

  /** Ends all workers and waits until none touches anything any more. */
  @Override
  public void close() {
    workers.forEach(Worker::close);
    boolean interrupted = false;
    while (true) {
      try {
        running.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

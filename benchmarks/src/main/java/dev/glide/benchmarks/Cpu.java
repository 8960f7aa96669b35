package dev.glide.benchmarks;

import java.time.Duration;

/** Processor time, user and system, that processes have used so far. */
public final class Cpu {
  private Cpu() {}

  /** Of one process. */
  public static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Of all that run below a process now, without itself. */
  public static Duration below(ProcessHandle process) {
    return process.descendants().map(Cpu::of).reduce(Duration.ZERO, Duration::plus);
  }

  /** Of this process. */
  public static Duration here() {
    return of(ProcessHandle.current());
  }
}

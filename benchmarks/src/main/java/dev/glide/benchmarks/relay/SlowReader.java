package dev.glide.benchmarks.relay;

import dev.glide.benchmarks.Memory;
import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What readers of 1 MiB a second, behind senders that could do a thousand times more, cost. */
public final class SlowReader implements Scenario {
  private static final int READERS = 64;
  private static final int SECONDS = 8;
  private static final int STEPS_A_SECOND = 16;
  private static final int MEBIBYTE = 1 << 20;
  private static final int WARM_UP_BYTES = 1 << 30;

  @Override
  public String name() {
    return "slow-reader";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Optional<LoneRelay> started = LoneRelay.start(setting.workspace());
    if (started.isEmpty()) {
      return List.of(Result.figure("slow readers (relay not built)", 0, "MiB"));
    }
    try (LoneRelay relay = started.get()) {
      // What it keeps for later anyway is not what slow readers cost.
      Flood.through(relay, READERS, WARM_UP_BYTES);
      long before = Memory.treeBytes(relay.process());
      long most = mostResident(relay);
      return List.of(
          Result.atMost(
              "relay's memory for a reader of 1 MiB/s (mean of %d)".formatted(READERS),
              Math.max(0, most - before) / (double) MEBIBYTE / READERS,
              "MiB",
              1));
    }
  }

  private static long mostResident(LoneRelay relay) {
    List<Flow> flows = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < READERS; i++) {
        Flow flow = relay.open();
        flows.add(flow);
        threads.execute(() -> press(flow));
        threads.execute(() -> sip(flow));
      }
      long most = 0;
      for (int i = 0; i < SECONDS * 2; i++) {
        Tool.pause(500);
        most = Math.max(most, Memory.treeBytes(relay.process()));
      }
      flows.forEach(Flow::close);
      return most;
    }
  }

  /** Writes as much as is taken, until it is closed. */
  private static void press(Flow flow) {
    ByteBuffer step = ByteBuffer.allocateDirect(MEBIBYTE / 4);
    try {
      while (true) {
        flow.in().write(step.clear());
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private static void sip(Flow flow) {
    ByteBuffer step = ByteBuffer.allocateDirect(MEBIBYTE / STEPS_A_SECOND);
    try {
      while (flow.out().read(step.clear()) >= 0) {
        Tool.pause(1000 / STEPS_A_SECOND);
      }
    } catch (IOException e) {
      return; // closed
    }
  }
}

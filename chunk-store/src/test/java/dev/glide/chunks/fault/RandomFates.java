package dev.glide.chunks.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Every connection breaks within some mebibytes, each in its own way; counts what it hands out. */
public final class RandomFates implements Supplier<Fate> {
  private static final int STALL_ONE_IN = 12;
  private static final int REFUSE_ONE_IN = 5;

  private final Random random;
  private final int mostBytes;
  private final Map<Fate.End, Integer> ends = new EnumMap<>(Fate.End.class);
  private int refused;

  public RandomFates(long seed, int mostBytes) {
    this.random = new Random(seed);
    this.mostBytes = mostBytes;
  }

  @Override
  public synchronized Fate get() {
    if (random.nextInt(REFUSE_ONE_IN) == 0) {
      refused++;
      return Fate.Refused.REFUSED;
    }
    Fate.End end =
        random.nextInt(STALL_ONE_IN) == 0
            ? Fate.End.STALL
            : random.nextBoolean() ? Fate.End.RESET : Fate.End.CUT;
    ends.merge(end, 1, Integer::sum);
    return new Fate.Broken(random.nextBoolean(), random.nextInt(mostBytes), end);
  }

  public synchronized int refused() {
    return refused;
  }

  public synchronized Map<Fate.End, Integer> ends() {
    return new EnumMap<>(ends);
  }
}

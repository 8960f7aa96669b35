package dev.glide.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeterTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Spoken spoken = new Spoken();

  private static final class Spoken implements Meter.Display {
    private final List<String> said = new ArrayList<>();

    @Override
    public void show(Reading reading) {
      said.add("show");
    }

    @Override
    public void note(String line) {
      said.add(line);
    }

    @Override
    public void end(Reading reading) {
      said.add("end");
    }

    @Override
    public Duration beat() {
      return Duration.ofHours(1);
    }
  }

  @Test
  void ratesWhatIsFreshNotWhatAnEarlierTryMoved() {
    try (Meter meter = new Meter(spoken, nanos::get)) {
      meter.expect(1000, 400);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      meter.moved(100);
      Reading reading = meter.reading();
      assertThat(reading.done()).isEqualTo(500);
      assertThat(reading.fresh()).isEqualTo(100);
      assertThat(reading.rate()).isCloseTo(100, within(0.001));
      assertThat(reading.secondsLeft()).isEqualTo(5);
    }
  }

  @Test
  void tellsTheWaysOfWhatIsFresh() {
    try (Meter meter = new Meter(spoken, nanos::get)) {
      meter.moved(1);
      assertThat(meter.reading().routes().words()).isEmpty();
      meter.moved(2, Progress.Route.PARKED);
      assertThat(meter.reading().routes().words()).isEqualTo("parked");
      meter.moved(4, Progress.Route.RELAY);
      assertThat(meter.reading().routes()).isEqualTo(new Routes(4, 2));
      assertThat(meter.reading().routes().words()).isEqualTo("relay + parked");
      assertThat(meter.reading().fresh()).isEqualTo(7);
    }
  }

  @Test
  void forgetsWhatIsLongAgoInTheRateButNotInTheAverage() {
    try (Meter meter = new Meter(spoken, nanos::get)) {
      meter.expect(1_000_000, 0);
      meter.moved(100_000);
      for (int second = 0; second < 10; second++) {
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        meter.reading();
      }
      Reading reading = meter.reading();
      assertThat(reading.rate()).isZero();
      assertThat(reading.averageRate()).isCloseTo(10_000, within(0.001));
      assertThat(reading.secondsLeft()).isEqualTo(-1);
    }
  }

  @Test
  void endsOnceAndPassesNotesOn() {
    Meter meter = new Meter(spoken, nanos::get);
    meter.note("look");
    meter.close();
    meter.close();
    assertThat(spoken.said).containsExactly("look", "end");
  }
}

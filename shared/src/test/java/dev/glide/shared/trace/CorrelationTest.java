package dev.glide.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {

  @Test
  void makesIdsThatDiffer() {
    assertThat(Stream.generate(Correlation::fresh).limit(1000).collect(Collectors.toSet()))
        .hasSize(1000);
  }

  @Test
  void makesOneWhereNoneIsSent() {
    assertThat(Correlation.givenOrFresh(null)).isNotEqualTo(Correlation.givenOrFresh(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678", "a-Z-0-9-", "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"})
  void takesWhatAPeerMaySend(String id) {
    assertThat(Correlation.of(id)).contains(new Correlation(id));
    assertThat(Correlation.givenOrFresh(id)).isEqualTo(new Correlation(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1234567",
        "with space",
        "line\nbreak",
        "under_score",
        "ümlaut-is-none",
        "\"quoted\"-",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void refusesWhatHasNoPlaceInALog(String id) {
    assertThat(Correlation.of(id)).isEmpty();
    assertThat(Correlation.givenOrFresh(id).id()).isNotEqualTo(id);
    assertThatIllegalArgumentException().isThrownBy(() -> new Correlation(id));
  }
}

package dev.glide.shared.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexRangesTest {
  @Test
  void writesRunsAsRanges() {
    BitSet indexes = new BitSet();
    indexes.set(0, 42);
    indexes.set(43);
    indexes.set(50, 52);

    assertThat(IndexRanges.format(indexes)).isEqualTo("0-41,43,50-51");
  }

  @Test
  void nothingIsTheEmptyString() {
    assertThat(IndexRanges.format(new BitSet())).isEmpty();
    assertThat(IndexRanges.parse("", 10)).isEqualTo(new BitSet());
  }

  @Property
  void readsBackWhatItWrote(@ForAll Set<@IntRange(max = 300) Integer> chosen) {
    BitSet indexes = new BitSet();
    chosen.forEach(indexes::set);

    assertThat(IndexRanges.parse(IndexRanges.format(indexes), 301)).isEqualTo(indexes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        "1,",
        ",1",
        "-",
        "1-",
        "-1",
        "2-1",
        "1,1",
        "3,2",
        "1-3,2",
        "10",
        "0-10",
        "a",
        "1 ",
        " 1",
        "+1",
        "1--2",
        "99999999999",
        "1-2-3"
      })
  void refusesWhatIsNotAscendingRangesBelowTheCount(String text) {
    assertThatThrownBy(() -> IndexRanges.parse(text, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.shared.api.Handle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"bob", "ba", "b0", "b_", "b1", "bob-", "0z", "abcdefghijklmnopqrstuvwxyz012345"})
  void nobodyComesBetweenANameAndTheOneBefore(String handle) {
    String before = Company.before(handle).orElseThrow();
    assertThat(Handle.isValid(before)).as(before).isTrue();
    assertThat(before).isLessThan(handle);
    for (String each : near(handle)) {
      assertThat(each.compareTo(before) > 0 && each.compareTo(handle) < 0).as(each).isFalse();
    }
  }

  private static List<String> near(String handle) {
    List<String> near = new ArrayList<>();
    String stem = handle.substring(0, handle.length() - 1);
    for (char c : "-0123456789_abcdefghijklmnopqrstuvwxyz".toCharArray()) {
      near.add(stem + c);
      near.add(stem + c + "z");
      near.add(stem + c + "-");
    }
    near.removeIf(each -> !Handle.isValid(each));
    Collections.sort(near);
    return near;
  }

  @Test
  void theFirstOfAllNamesHasNoneBefore() {
    assertThat(Company.before("a-")).isEqualTo(Optional.empty());
  }
}

package dev.glide.shared.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
  @Test
  void everyCodeIsThereOnce() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsCode(ErrorCode code) {
    assertThat(ErrorCode.of(code.code())).contains(code);
    assertThat(code.code()).matches("[a-z]+(-[a-z]+)*");
    assertThat(code.status()).isBetween(400, 599);
  }

  @Test
  void problemCarriesWhatTheCatalogueSays() {
    Problem problem = Problem.of(ErrorCode.QUOTA_EXCEEDED, "2 GB of 1 GB").withLimit(1_000, 2_000);

    assertThat(problem.type()).isEqualTo("urn:glide:problem:quota-exceeded");
    assertThat(problem.status()).isEqualTo(413);
    assertThat(problem.limit()).isEqualTo(1_000);
    assertThat(problem.actual()).isEqualTo(2_000);
  }
}

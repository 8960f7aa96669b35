package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.cli.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
  @Test
  void partsAtWhiteSpaceOutsideQuotes() throws Failure {
    assertThat(ShellWords.of("  send 'my film'.mkv \"a \\\"b\\\" c\" back\\ slash '' @bob "))
        .containsExactly("send", "my film.mkv", "a \"b\" c", "back slash", "", "@bob");
  }

  @Test
  void expandsNothingButHome() throws Failure {
    String home = System.getProperty("user.home");
    assertThat(ShellWords.of("~/x ~ \\~/x '~/y'z a~ $HOME *"))
        .containsExactly(home + "/x", home, home + "/x", home + "/yz", "a~", "$HOME", "*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'open", "\"open", "end\\"})
  void refusesWhatIsNotClosed(String line) {
    assertThatThrownBy(() -> ShellWords.of(line)).isInstanceOf(Failure.class);
  }
}

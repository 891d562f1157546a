package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GameDayGateTest {
  @ParameterizedTest
  @CsvSource({
    "recovery<5s, recovery<5s",
    "recovery <= 500ms, recovery<=0.5s",
    "lostWrites=0, lostWrites=0",
    "duplicateWrites = 0, duplicateWrites=0",
    "lostRequests<100, lostRequests<100"
  })
  void aRuleCanBeTypedAgain(String typed, String text) {
    GameDayGate gate = GameDayGate.parse("--gate", typed);
    assertThat(gate.text()).isEqualTo(text);
    assertThat(GameDayGate.parse("--gate", gate.text())).isEqualTo(gate);
  }

  @Test
  void aRuleIsKeptByWhatLiesOnItsSide() {
    assertThat(GameDayGate.parse("--gate", "recovery<5s").keeps(4.9)).isTrue();
    assertThat(GameDayGate.parse("--gate", "recovery<5s").keeps(5)).isFalse();
    assertThat(GameDayGate.parse("--gate", "recovery<=5s").keeps(5)).isTrue();
    assertThat(GameDayGate.parse("--gate", "lostWrites=0").keeps(1)).isFalse();
  }

  @Test
  void aWrongRuleIsNamedWithWhatIsAllowed() {
    assertWrong(
        "recovery",
        "--gate must be a figure, a sign (<, <=, =) and a limit, such as 'recovery<5s' or"
            + " lostWrites=0, but was 'recovery'");
    assertWrong(
        "p99<5ms",
        "--gate 'p99<5ms': there is no figure 'p99'; figures of a game day are recovery,"
            + " lostRequests, lostWrites, duplicateWrites");
    assertWrong("recovery=5s", "--gate 'recovery=5s': a time takes < or <=");
    assertWrong(
        "lostWrites=0.5", "--gate 'lostWrites=0.5': takes a whole number, but was given '0.5'");
  }

  private static void assertWrong(String rule, String message) {
    assertThatThrownBy(() -> GameDayGate.parse("--gate", rule))
        .isInstanceOf(BadInput.class)
        .hasMessage(message);
  }
}

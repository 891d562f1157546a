package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GameDayTest {
  private static final Scenario STALL = Scenario.of(Fault.parse("--fault", "db-stall=5s"));

  @Test
  void everyVariantIsOfferedAShareOfWhatTheFirstSustained() {
    assertThat(gameDay(null, "5s", "5s").rate(400)).isEqualTo(120);
    assertThat(gameDay(null, "5s", "5s").rate(4_000)).as("no more than is said").isEqualTo(200);
    assertThat(gameDay(null, "5s", "5s").rate(0.1)).isEqualTo(1);
    assertThat(gameDay(300.0, "5s", "5s").rate(10)).as("as asked for").isEqualTo(300);
  }

  @Test
  void thereAreUsersForAllWhoMayWaitAtOnce() {
    assertThat(gameDay(200.0, "5s", "5s").users()).isEqualTo(1_250);
    assertThat(gameDay(1.0, "5s", "5s").users()).isEqualTo(256);
    assertThat(gameDay(5_000.0, "30s", "5s").users()).isEqualTo(10_000);
  }

  @Test
  void partsOfTheTimeLineHoldSomeRequestsEach() {
    assertThat(GameDay.bucket(1_000)).isEqualTo(Duration.ofMillis(100));
    assertThat(GameDay.bucket(33)).isEqualTo(Duration.ofMillis(150));
    assertThat(GameDay.bucket(1)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aBudgetChangesTheTimeAfterTheLastFault() {
    Scenario within = GameDay.within(STALL, Duration.ofMinutes(3), 2);
    assertThat(within.after()).isEqualTo(Duration.ofSeconds(35));
    assertThat(within.faults()).isEqualTo(STALL.faults());
    assertThatThrownBy(() -> GameDay.within(STALL, Duration.ofSeconds(90), 2))
        .isInstanceOf(BadInput.class)
        .hasMessage("--budget must be 130s or more for this scenario and 2 variants, but was 90s");
  }

  @Test
  void timesAreHeldToTheirRanges() {
    assertThatThrownBy(() -> gameDay(null, "31s", "5s"))
        .hasMessage("--timeout must be 100ms to 30s, but was 31s");
    assertThatThrownBy(() -> gameDay(null, "5s", "31s"))
        .hasMessage("--hold must be 1s to the time after the last fault (30s), but was 31s");
  }

  private static GameDay gameDay(Double rate, String timeout, String hold) {
    return new GameDay(
        "db-stall",
        List.of("gameday"),
        "sample API",
        List.of(new Variant("shop", Map.of())),
        "order",
        STALL,
        rate,
        200,
        Mode.Spread.CONSTANT,
        Units.duration("timeout", timeout),
        Units.duration("hold", hold),
        1,
        "tiny data",
        Network.LOOPBACK,
        List.of(),
        Gates.Undecided.FAIL);
  }
}

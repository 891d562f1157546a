package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
  @ParameterizedTest
  @CsvSource({
    "db-restart, db-restart, 10000",
    "db-stall, db-stall=10s, 10000",
    "db-stall=5s, db-stall=5s, 5000",
    "db-latency, db-latency=200ms/10s, 10000",
    "db-latency=20ms, db-latency=20ms/10s, 10000",
    "db-latency=20ms/30s, db-latency=20ms/30s, 30000",
    "db-cut=100ms, db-cut=100ms, 100",
    "connections-exhausted=10m, connections-exhausted=10m, 600000",
    "slow-client, slow-client=50/10s, 10000",
    "slow-client=30s, slow-client=50/30s, 30000",
    "slow-client=8, slow-client=8/10s, 10000",
    "slow-client=8/30s, slow-client=8/30s, 30000",
    "app-kill, app-kill, 10000",
    "cpu-hog=1.5s, cpu-hog=1500ms, 1500"
  })
  void whatIsNotSaidIsUsual(String given, String text, long millis) {
    Fault fault = Fault.parse("--fault", given);
    assertThat(fault.text()).isEqualTo(text).startsWith(fault.name());
    assertThat(fault.length()).isEqualTo(Duration.ofMillis(millis));
    assertThat(Fault.parse("--fault", text)).isEqualTo(fault);
    assertThat(fault.lastsAsLongAsItTakes()).isEqualTo(fault.text().equals(fault.name()));
  }

  @Test
  void aFaultNobodyKnowsIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> Fault.parse("--fault", "db-stal=5s"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "--fault must be one of db-restart, db-stall, db-latency, db-cut,"
                + " connections-exhausted, slow-client, app-kill, cpu-hog, or of those with a time"
                + " such as db-stall=5s, but was 'db-stal=5s' (did you mean db-stall?)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db-stall=50ms | --fault db-stall must be 100ms to 10m, but was '50ms'
          db-cut=11m | --fault db-cut must be 100ms to 10m, but was '11m'
          cpu-hog=fast | --fault cpu-hog must be a time such as 250ms, 60s or 2m, but was 'fast'
          db-restart=5s | --fault db-restart must have no time, since it lasts as long as it takes, but had '5s'
          app-kill=5s | --fault app-kill must have no time, since it lasts as long as it takes, but had '5s'
          db-latency=500us | --fault db-latency, the time added, must be 1ms to 10s, but was '500us'
          db-latency=20ms/50ms | --fault db-latency must be 100ms to 10m, but was '50ms'
          db-latency=1ms/1s/1s | --fault db-latency must be of a form such as 200ms or 200ms/30s, but was '1ms/1s/1s'
          slow-client=0 | --fault slow-client must have 1 to 1000 clients, but had '0'
          slow-client=10s/50 | --fault slow-client must have 1 to 1000 clients, but had '10s'
          slow-client=1/2/3 | --fault slow-client must be of a form such as 50, 30s or 50/30s, but was '1/2/3'
          """)
  void aWrongValueIsRefusedWithKeyAndRule(String given, String message) {
    assertThatThrownBy(() -> Fault.parse("--fault", given))
        .isInstanceOf(BadInput.class)
        .hasMessage(message);
  }
}

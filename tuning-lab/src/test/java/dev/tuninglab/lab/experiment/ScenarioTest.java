package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
  @TempDir Path folder;

  @Test
  void aFileStringsFaultsTogether() throws IOException {
    Scenario scenario =
        read(
            """
            faults:
              - { at: 15s, fault: db-stall=5s }
              - { at: 1m, fault: app-kill }
            after: 20s
            """);
    assertThat(scenario.faults())
        .containsExactly(
            new Scenario.Step(Duration.ofSeconds(15), new Fault.DbStall(Duration.ofSeconds(5))),
            new Scenario.Step(Duration.ofMinutes(1), new Fault.AppKill()));
    assertThat(scenario.after()).isEqualTo(Duration.ofSeconds(20));
    assertThat(scenario.length()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void oneFaultIsAScenarioWithTheUsualTimesAround() throws IOException {
    Fault fault = new Fault.DbCut(Duration.ofSeconds(5));
    assertThat(Scenario.of(fault).length()).isEqualTo(Duration.ofSeconds(55));
    assertThat(read("faults: [{ at: 20s, fault: db-cut=5s }]")).isEqualTo(Scenario.of(fault));
  }

  @Test
  void theNextFaultMayBeginAsTheOneBeforeEnds() throws IOException {
    assertThat(
            read("faults: [{ at: 5s, fault: db-cut=5s }, { at: 10s, fault: cpu-hog=1s },"
                    + " { at: 11s, fault: app-kill }, { at: 21s, fault: db-restart }]")
                .faults())
        .hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          faults: []                                      | : faults must name one fault or more, but was empty
          faults: [{ at: 4s, fault: db-cut }]             | : faults[0].at, the steady part, must be 5s or more, but was 4s
          { faults: [{ at: 5s, fault: db-cut }], after: 4s } | : after must be 5s or more, but was 4s
          faults: [{ at: 5s, fault: db-cut=5s }, { at: 9s, fault: cpu-hog }] | : faults[1].at must be 10s or later, when db-cut=5s ends, but was 9s
          faults: [{ at: 5s, fault: app-kill }, { at: 9s, fault: cpu-hog }] | : faults[1].at must be 15s or later, when app-kill is taken to have ended, but was 9s
          faults: [{ at: 30s, fault: db-cut }, { at: 5s, fault: cpu-hog }] | : faults[1].at must be 40s or later, when db-cut=10s ends, but was 5s
          faults: [{ at: 5s, fault: db-cut=9.5m }]        | : faults and after must come to 10m at most, but come to 605s
          faults: [{ at: 5, fault: db-cut }]              | : faults[0].at must be a time such as 250ms, 60s or 2m, but was '5'
          faults: [{ at: 5s, fault: app-kill=1s }]        | : faults[0].fault app-kill must have no time, since it lasts as long as it takes, but had '1s'
          faults: [{ at: 5s, fault: db-cut, for: 5s }]    | ' line 1, column 35: faults[0].for is unknown; known here are at, fault'
          faults: [{ fault: db-cut }]                     | ' line 1, column 10: faults[0].at: is missing'
          after: 5s                                       | ' line 1, column 1: faults: is missing'
          "faults: [{ at: , fault: db-cut }]"             | : faults[0].at is missing
          """)
  void aWrongFileIsRefusedWithFileAndKey(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replaceAll("^\"|\"$", "")))
        .isInstanceOf(BadInput.class)
        .hasMessage("scenario file " + file() + message);
  }

  @Test
  void aStoredScenarioIsReadBackAsItWas() throws IOException {
    Scenario scenario =
        read(
            "faults: [{ at: 5s, fault: db-latency=20ms/5s }, { at: 10s, fault: slow-client=7 },"
                + " { at: 20500ms, fault: db-restart }]");
    Path stored = Files.writeString(folder.resolve("s.json"), StoredJson.write(scenario));
    assertThat(StoredJson.read(stored, Scenario.class)).isEqualTo(scenario);
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Scenario.read(file()))
        .isInstanceOf(BadInput.class)
        .hasMessage("scenario file " + file() + " does not exist");
  }

  @Test
  void whatIsNoYamlIsRefused() {
    assertThatThrownBy(() -> read("faults: [{"))
        .isInstanceOf(BadInput.class)
        .hasMessageMatching("scenario file .* line 1, column \\d+: not YAML: .*");
  }

  private Path file() {
    return folder.resolve("storm.yaml");
  }

  private Scenario read(String yaml) throws IOException {
    return Scenario.read(Files.writeString(file(), yaml));
  }
}

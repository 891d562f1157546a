package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.analysis.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredJsonTest {
  @TempDir Path folder;

  static List<Experiment> experiments() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("pool.size", "10");
    settings.put("fetch", "n-plus-one");
    Link line = Link.parse("--link", "20mbit/20ms");
    Network both =
        new Network(Optional.of(Link.ofRoundTrip("--db-rtt", "0.5ms")), Optional.of(line));
    return List.of(
        experiment(latency(new Rate.Auto(85.5)), Metric.PRIMARY, null, Network.LOOPBACK, settings),
        experiment(latency(new Rate.Fixed(200)), metric("p99.9"), 0.03, both, settings),
        experiment(latency(new Rate.Times(2.5)), metric("mean"), null, both, Map.of()),
        experiment(new Mode.Throughput(32), Metric.PRIMARY, 0.5, Network.LOOPBACK, settings),
        experiment(latency(new Rate.Fixed(9)), Metric.PRIMARY, null, Network.LOOPBACK, settings)
            .with(
                Gates.parse(
                    List.of("p99.9<1.5ms", "throughput>=9/s", "refused<0.07%", "mean ratio<1.05"),
                    Gates.Undecided.PASS)));
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void anExperimentIsReadBackAsItWas(Experiment experiment) throws IOException {
    Path file = Files.writeString(folder.resolve("e.json"), StoredJson.write(experiment));
    assertThat(StoredJson.read(file, Experiment.class)).isEqualTo(experiment);
  }

  @Test
  void everyComponentOfAnExperimentMustBeThere() throws IOException {
    Path file = folder.resolve("e.json");
    String whole = StoredJson.write(experiments().get(0));
    for (String line : whole.lines().filter(l -> l.contains("\" : ")).toList()) {
      String key = line.strip().replaceAll("\"([\\w.-]+)\".*", "$1");
      if (List.of("pool.size", "fetch", "gates", "question", "injectors").contains(key)) {
        continue;
      }
      Files.writeString(file, whole.replace(line, line.replace("\"" + key + "\"", "\"other\"")));
      assertThatThrownBy(() -> StoredJson.read(file, Experiment.class))
          .as(line)
          .isInstanceOf(BadInput.class)
          .hasMessageStartingWith(file.toString());
    }
  }

  @Test
  void aMetricThatThereIsNotIsAnsweredWithThoseThatAre() throws IOException {
    String whole = StoredJson.write(experiments().get(0));
    Path file = Files.writeString(folder.resolve("e.json"), whole.replace("\"p50\"", "\"p51\""));
    assertThatThrownBy(() -> StoredJson.read(file, Experiment.class))
        .hasMessageMatching(
            "\\S+ line \\d+: design.primary: must be one of p50, p90, .*, but was 'p51'");
  }

  @Test
  void anExperimentFromBeforeThereWereInjectorsHadOne() throws IOException {
    Experiment experiment =
        experiment(latency(new Rate.Fixed(20)), metric("p50"), null, Network.LOOPBACK, Map.of());
    String older = StoredJson.write(experiment).replace("\"injectors\"", "\"other\"");
    Path file = Files.writeString(folder.resolve("e.json"), older);
    assertThat(StoredJson.read(file, Experiment.class)).isEqualTo(experiment);
    Design four = experiment.design().injectedBy(4);
    Files.writeString(file, StoredJson.write(four));
    assertThat(StoredJson.read(file, Design.class)).isEqualTo(four);
  }

  @Test
  void anExperimentFromBeforeThereWereGatesHasNone() throws IOException {
    Experiment gated = experiments().get(4);
    String older = StoredJson.write(gated).replace("\"gates\"", "\"other\"");
    Path file = Files.writeString(folder.resolve("e.json"), older);
    assertThat(StoredJson.read(file, Experiment.class)).isEqualTo(gated.with(Gates.NONE));
    Files.writeString(file, older.replace("\"other\"", "\"gates\": null, \"other\""));
    assertThatThrownBy(() -> StoredJson.read(file, Experiment.class))
        .hasMessageEndingWith(": gates must not be null");
  }

  @Test
  void aGateThatThereIsNotIsNamedWithItsPlace() throws IOException {
    String whole = StoredJson.write(experiments().get(4));
    Path file = Files.writeString(folder.resolve("e.json"), whole.replace("1.5ms", "1.5"));
    assertThatThrownBy(() -> StoredJson.read(file, Experiment.class))
        .hasMessageMatching(
            "\\S+ line \\d+: gates.rules\\[0]: gate 'p99.9<1.5': p99.9 takes a time .*");
  }

  private static Metric metric(String name) {
    return Metric.ALL.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static Mode latency(Rate rate) {
    return new Mode.Latency(rate, Mode.Spread.POISSON);
  }

  private static Experiment experiment(
      Mode mode, Metric primary, Double precision, Network network, Map<String, String> settings) {
    return new Experiment(
        "fetch",
        List.of("compare", "fetch=\"join\""),
        "sample API",
        List.of(new Variant("fetch=join", settings)),
        "orders-page",
        new Design(
            Duration.ofSeconds(60),
            3,
            10_000,
            Duration.ofMillis(750),
            Duration.ofSeconds(8),
            mode,
            primary,
            precision,
            584_063),
        "small data, seed 1",
        network);
  }
}

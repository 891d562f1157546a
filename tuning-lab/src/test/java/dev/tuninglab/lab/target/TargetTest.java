package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Variant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {
  private static final String GOOD =
      """
      name: mine
      start:
        command: ["${java}", "-jar", "my.jar", "--port=${port}"]
        set: ["--${knob}", "${value}"]
        env: { LEVEL: "of ${lab.pid}" }
      ready: { path: /up, within: 5s }
      knobs:
        cache: { values: [off, on], default: off, workload: read, expect: fewer queries }
        threads: { range: 1..64, default: "8", workload: read, env: { THREADS: "${value}" } }
        idle: { values: [all], range: 0..64, default: all, workload: read }
        patience: { range: 100ms..10s, default: 1s, workload: read }
      workloads:
        read:
          rate: 100/s
          requests:
            - { name: item, path: "/items/${id}", weight: 3, revalidate: true }
            - { name: add, method: POST, path: /items, body: '{"id": ${id}}', expect: [201] }
      feeders:
        id: { zipf: "1..${items}", skew: 1.1 }
      """;

  private static final String CHANGING =
      """
      name: mine
      start: { command: ["${java}"] }
      ready: { path: /up }
      database: shop
      knobs:
        cache: { values: [off, on], default: off, workload: read }
        index: { values: [none, btree], default: btree, workload: read, database: own }
      workloads:
        read: { requests: [{ name: item, path: /items }] }
        add: { writes: true, requests: [{ name: add, method: POST, path: /items }] }
      """;

  @TempDir Path folder;

  @Test
  void aSettingReachesTheSubjectAsItsTargetFileSays() throws IOException {
    Target target = read(GOOD);
    Variant variant = new Variant("cache=on", Map.of("cache", "on"));
    assertThat(target.command(variant, 8080, Map.of("java", "/jdk/bin/java", "lab.pid", "7")))
        .containsExactly("/jdk/bin/java", "-jar", "my.jar", "--port=8080", "--cache", "on");
    Variant threads = new Variant("threads=4", Map.of("threads", "4"));
    Map<String, String> variables = Map.of("java", "j", "lab.pid", "7");
    assertThat(target.command(threads, 1, variables)).endsWith("--port=1");
    assertThat(target.env(threads, 1, variables))
        .containsOnly(Map.entry("LEVEL", "of 7"), Map.entry("THREADS", "4"));
  }

  @Test
  void aWorkloadIsReadWithItsRequestsAndFeeders() throws IOException {
    Target target = read(GOOD);
    var workload = target.workload("read", Map.of("items", "500"));
    assertThat(workload.requests()).extracting("name").containsExactly("item", "add");
    assertThat(workload.requests()).extracting("weight").containsExactly(3, 1);
    assertThat(workload.requests()).extracting("revalidate").containsExactly(true, false);
    assertThat(workload.feeders()).containsEntry("id", new Feeder.Zipf(1, 500, 1.1));
    assertThat(target.rate("read")).isEqualTo(new Rate.Auto(100));
    assertThat(workload.refusals()).isEmpty();
  }

  @Test
  void aWorkloadMayAskForMoreThanTheServiceSustainsAndSayHowItRefuses() throws IOException {
    String overload = GOOD.replace("rate: 100/s", "rate: 2.5x\n    refusals: [429, 503]");
    assertThat(read(overload).rate("read")).isEqualTo(new Rate.Times(2.5));
    assertThat(read(overload).workload("read", Map.of("items", "5")).refusals())
        .containsExactly(429, 503);
    Target wrong = read(overload.replace("2.5x", "0x").replace("429", "200"));
    assertThatThrownBy(() -> wrong.rate("read"))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith(
            "line 14, column 5: workloads.read.rate must be above 0x and at most 10x, but was '0x'");
    assertThatThrownBy(() -> wrong.workload("read", Map.of("items", "5")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("workloads.read.refusals must hold statuses of 400 to 599");
  }

  @Test
  void requestsGoOverTlsWhereTheWorkloadSaysSoAndAreAnsweredAsTheVariantSays() throws IOException {
    String text =
        """
        name: mine
        start: { command: ["${java}"] }
        ready: { path: /up }
        knobs:
          http:
            values: [keep-alive, h2]
            default: keep-alive
            workload: safe
            protocol: { keep-alive: http/1.1, h2: h2 }
          cache: { values: [off, on], default: off, workload: safe }
        workloads:
          plain: { requests: [{ name: item, path: /items }] }
          safe: { tls: true, requests: [{ name: item, path: /items }] }
        """;
    Target target = read(text);
    SliceOrder order =
        new SliceOrder(
            "s",
            "v",
            URI.create("http://127.0.0.1:8080"),
            Map.of(),
            Map.of(),
            new Load.Closed(1),
            Duration.ofSeconds(1),
            1,
            true);
    assertThat(target.addressed(order, variant("http", "h2"), "plain")).isEqualTo(order);
    URI secured = URI.create("https://127.0.0.1:8080");
    assertThat(target.addressed(order, variant("http", "h2"), "safe"))
        .isEqualTo(order.at(secured, "h2"));
    assertThat(target.addressed(order, variant("cache", "on"), "safe"))
        .as("a knob that is not named has its default")
        .isEqualTo(order.at(secured, "http/1.1"));
    assertThatThrownBy(() -> read(text.replace("h2: h2", "h2: h3")))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith("knobs.http.protocol.h2 must be one of http/1.1, h2, but was 'h3'");
    assertThatThrownBy(() -> read(text.replace("h2: h2", "h3: h2")))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith("knobs.http.protocol must name values of the knob, but has 'h3'");
  }

  @Test
  void aKnobThatReshapesTheDatabaseAsksForOneOfItsOwn() throws IOException {
    Target target = read(CHANGING);
    List<Variant> caches = List.of(variant("cache", "off"), variant("cache", "on"));
    List<Variant> indexes = List.of(variant("index", "none"), variant("index", "btree"));
    List<Variant> indexed =
        List.of(
            new Variant("cache=off", Map.of("index", "btree", "cache", "off")),
            new Variant("cache=on", Map.of("index", "btree", "cache", "on")));
    assertThat(target.reshapesDatabase(caches)).isFalse();
    assertThat(target.needsOwnDatabases(caches, "read")).isFalse();
    assertThat(target.reshapesDatabase(indexes)).as("compared").isTrue();
    assertThat(target.reshapesDatabase(indexed)).as("set for all alike").isTrue();
    assertThat(target.needsOwnDatabases(indexed, "read")).isTrue();
  }

  @Test
  void aWorkloadThatWritesAsksForOwnDatabasesAndNoReshaping() throws IOException {
    Target target = read(CHANGING);
    List<Variant> caches = List.of(variant("cache", "off"), variant("cache", "on"));
    assertThat(target.needsOwnDatabases(caches, "add")).isTrue();
    assertThat(target.reshapesDatabase(caches)).isFalse();
  }

  @Test
  void databasesThatTheLabCannotCopyAreRefused() {
    String ofItsOwn = CHANGING.replace("database: shop\n", "");
    refused(
        ofItsOwn,
        "knobs.index.database: own needs database: shop, since a copy for each variant can be made"
            + " of no other");
    refused(
        ofItsOwn.replace(", database: own", ""), "workloads.add.writes: true needs database: shop");
    refused(
        CHANGING.replace("database: own", "database: mine"),
        "knobs.index.database must be own, but was 'mine'");
  }

  @Test
  void theDatabaseToLookIntoIsTheShopsOrAUrlWithVariablesOfTheEnvironment() throws IOException {
    Map<String, String> variables = Map.of("db.url", "jdbc:postgresql://localhost:9/shop");
    assertThat(read(GOOD).databaseUrl(variables)).isEmpty();
    assertThat(read(CHANGING).databaseUrl(variables))
        .hasValue("jdbc:postgresql://localhost:9/shop");
    String url = "jdbc:postgresql://localhost/${name}?password=${env:PATH}";
    assertThat(read(GOOD + "database: '" + url + "'\n").databaseUrl(Map.of("name", "orders")))
        .hasValue("jdbc:postgresql://localhost/orders?password=" + System.getenv("PATH"));
    Target unset = read(GOOD + "database: '${env:NO_SUCH_VARIABLE}'\n");
    assertThatThrownBy(() -> unset.databaseUrl(Map.of()))
        .isInstanceOf(BadInput.class)
        .hasMessage("database uses the environment variable NO_SUCH_VARIABLE, which is not set");
    Target other = read(GOOD + "database: '${env:PATH}'\n");
    assertThatThrownBy(() -> other.databaseUrl(Map.of()))
        .isInstanceOf(BadInput.class)
        .hasMessage("database must be a URL that starts with jdbc:postgresql:, but is another");
    refused(
        GOOD + "database: 'jdbc:mysql://localhost/x?password=secret'\n",
        "database must be shop, or a JDBC URL such as jdbc:postgresql://localhost/orders, but"
            + " started with 'jdbc:mysql:/'");
  }

  @Test
  void headersOfTheLookAreReadAndAbsentOnesAreNone() throws IOException {
    assertThat(read(GOOD).diagnosisHeaders()).isEmpty();
    assertThat(read(GOOD + "diagnosis: { headers: { Prefer: timing } }\n").diagnosisHeaders())
        .containsExactly(Map.entry("Prefer", "timing"));
    refused(GOOD + "diagnosis: { header: x }\n", "header");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Target.read(folder.resolve("none.yaml")))
        .isInstanceOf(BadInput.class)
        .hasMessage("target file " + folder.resolve("none.yaml") + " does not exist");
  }

  @Test
  void anUnknownKeyIsNamedWithItsLine() {
    refused(
        GOOD + "redy: 1\n",
        "target.yaml line 20, column 1: redy is unknown; known here are auth, build, database, delays,"
            + " diagnosis, feeders, gates, knobs, knobs-readme, metrics, name, patterns, ready,"
            + " start, stop, tuning, url, workloads (did you mean ready?)");
  }

  @Test
  void aMissingKeyIsNamed() {
    refused(GOOD.replace("name: mine\n", ""), "name: is missing");
  }

  @Test
  void textThatIsNotYamlIsRefusedWithItsLine() {
    refused("name: \"mine\nstart: x", "not YAML");
  }

  @Test
  void metricsNameAPathAndACounter() throws IOException {
    read(GOOD + "metrics: { path: /m, requests: answered_total, except: { route: [/m] } }\n");
    refused(GOOD + "metrics: { path: /m }\n", "metrics.requests: is missing");
    refused(
        GOOD + "metrics: { path: m, requests: answered_total }\n",
        "metrics.path must start with /, but was 'm'");
  }

  @Test
  void aKnobThatFitsNoDomainIsNamed() {
    refused(GOOD.replace("values: [off, on], ", ""), "knobs.cache needs values, or a range");
    refused(
        GOOD.replace("default: off", "default: maybe"),
        "cache must be one of off, on, but was 'maybe'");
    refused(
        GOOD.replace("default: 1s", "default: 1m"),
        "patience must be from 100ms to 10s, but was '1m'");
    refused(
        GOOD.replace("100ms..10s", "10s..100ms"),
        "knobs.patience.range must run upwards, but was '10s..100ms'");
    refused(
        GOOD.replace("1..64", "64..1"), "knobs.threads.range must run upwards, but was '64..1'");
  }

  @Test
  void aKnobMayTakeAWordOrARange() throws IOException {
    Knob idle = read(GOOD).knobs().named("idle");
    idle.domain().check("idle", "all");
    idle.domain().check("idle", "7");
    assertThat(idle.domain().text()).isEqualTo("all or 0..64");
    assertThatThrownBy(() -> idle.domain().check("idle", "some"))
        .isInstanceOf(BadInput.class)
        .hasMessage("idle must be a whole number from 0 to 64, but was 'some'; all is allowed too");
  }

  @Test
  void anUnknownPlaceholderIsAnsweredWithTheKnownOnes() throws IOException {
    Target target = read(GOOD);
    assertThatThrownBy(() -> target.command(new Variant("v", Map.of()), 1, Map.of("root", "/")))
        .isInstanceOf(BadInput.class)
        .hasMessage("start.command uses ${java}, which is unknown; known are port, root");
  }

  @Test
  void anUnknownWorkloadIsAnsweredWithTheKnownOnes() throws IOException {
    Target target = read(GOOD);
    assertThatThrownBy(() -> target.workload("write", Map.of()))
        .isInstanceOf(BadInput.class)
        .hasMessage("unknown workload 'write'; workloads are read");
  }

  private static Variant variant(String knob, String value) {
    return new Variant(knob + "=" + value, Map.of(knob, value));
  }

  private Target read(String yaml) throws IOException {
    return Target.read(Files.writeString(folder.resolve("target.yaml"), yaml));
  }

  private void refused(String yaml, String part) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }
}

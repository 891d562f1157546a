package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lab itself gives a JVM: options, and the JVM. */
class LaunchTest {
  private static final String JVM =
      """
      name: mine
      start:
        command: ["${java}", "${archive}", "${jvm}", "-jar", "my.jar"]
        set: ["--${knob}=${value}"]
        env: { OPTIONS: "-Dpid=1 ${jvm}" }
        archive: "/tmp/mine-${java.version}-${knobs.gc}.jsa"
      ready: { path: /up }
      knobs:
        cache: { values: [off, on], default: off, workload: read }
        heap:
          { values: [auto, 64m, 1g], default: 64m, workload: read,
            jvm: { auto: [], 64m: ["-Xms64m", "-Xmx64m"], 1g: ["-Xmx1g"] } }
        gc: { values: [Serial, G1], default: G1, workload: read, jvm: ["-XX:+Use${value}GC"] }
        jdk: { jdk: true, workload: read }
      workloads:
        read: { requests: [{ name: item, path: /items }] }
      """;

  private static final Jdks JDKS =
      new Jdks(jdk("17.0.15+6"), List.of(jdk("25.0.1"), jdk("17.0.2"), jdk("11.0.3")));

  private static final Map<String, String> VARIABLES =
      Map.of("java", "this/java", "java.version", "17.0.15");

  @TempDir Path folder;

  @Test
  void whatIsLeftAtDefaultTakesEffectToo() throws IOException {
    assertThat(command(Map.of()))
        .containsExactly(
            Path.of("/jdks/17.0.15+6/bin/java").toString(),
            "-XX:SharedArchiveFile=/tmp/mine-17.0.15-G1.jsa",
            "-Xms64m",
            "-Xmx64m",
            "-XX:+UseG1GC",
            "-jar",
            "my.jar");
  }

  @Test
  void aValueGivesItsWordsAndNoneMayBeItsWords() throws IOException {
    assertThat(command(Map.of("heap", "auto", "gc", "Serial", "cache", "on")))
        .containsSequence(
            "-XX:SharedArchiveFile=/tmp/mine-17.0.15-Serial.jsa",
            "-XX:+UseSerialGC",
            "-jar",
            "my.jar",
            "--cache=on");
  }

  @Test
  void theJdkBringsItsProgramAndItsOwnArchive() throws IOException {
    assertThat(command(Map.of("jdk", "25")))
        .startsWith(
            Path.of("/jdks/25.0.1/bin/java").toString(),
            "-XX:SharedArchiveFile=/tmp/mine-25.0.1-G1.jsa");
  }

  @Test
  void optionsMayGoThroughTheEnvironment() throws IOException {
    Variant variant = new Variant("v", Map.of("heap", "1g"));
    assertThat(target(JVM).env(variant, 1, VARIABLES))
        .containsExactly(Map.entry("OPTIONS", "-Dpid=1 -Xmx1g -XX:+UseG1GC"));
  }

  @Test
  void oneJdkARelease17OrNewerAndTheRunningOneFirst() throws IOException {
    assertThat(target(JVM).knobs().named("jdk").domain().all()).containsExactly("17", "25");
    assertThat(target(JVM).knobs().named("jdk").defaultValue()).isEqualTo("17");
    assertThat(JDKS.named("17").versionText()).isEqualTo("17.0.15");
  }

  @Test
  void aJdkThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
    Target target = target(JVM);
    assertThatThrownBy(() -> target.knobs().named("jdk").domain().check("jdk", "21"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "jdk must be a JDK found on this machine (17, 25), but was '21'; install it, or set"
                + " JAVA_HOME to it");
  }

  @Test
  void optionsThatHaveNoPlaceOrNoFormAreRefused() {
    refused(
        JVM.replace("\"${jvm}\", ", "").replace(" ${jvm}", ""),
        "start.command must have the word ${jvm}, where the options of heap, gc go, but has none");
    refused(
        JVM.replace("\"${jvm}\"", "\"-J${jvm}\""),
        "start.command must have ${jvm} as a word of its own, but has '-J${jvm}'");
    refused(
        JVM.replace(", 1g: [\"-Xmx1g\"]", ""),
        "knobs.heap.jvm must have a list for each value, but lacks 1g");
    refused(
        JVM.replace("1g: [", "2g: ["), "knobs.heap.jvm must be one of auto, 64m, 1g, but was '2g'");
    refused(
        JVM.replace("[\"-XX:+Use${value}GC\"]", "\"-XX:+Use${value}GC\""),
        "knobs.gc.jvm must be a list of words, or one for each value, but was"
            + " \"-XX:+Use${value}GC\"");
    refused(
        JVM.replace("[\"-Xmx1g\"]", "\"-Xmx1g\""),
        "knobs.heap.jvm.1g must be a list of words, but was \"-Xmx1g\"");
    refused(JVM.replace("default: off,", ""), "knobs.cache.default is missing");
    refused(
        JVM.replace("cache: {", "cache: { jdk: true, "),
        "knobs.cache has jdk: true, so its values are the JDKs found; leave values and range out");
    refused(
        JVM.replace("jdk: {", "java: { jdk: true, workload: read }\n  jdk: {"),
        "jdk: true must be said of one knob, but is of java, jdk");
  }

  @Test
  void theJdksOfThisMachineHoldTheOneThatRuns() {
    assertThat(Jdks.here().ids()).contains(String.valueOf(Runtime.version().feature()));
    assertThat(Jdks.here().running().launcher()).isExecutable();
  }

  @Test
  void aFolderIsAJdkByItsReleaseFileAndItsProgram() throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk"));
    assertThat(Jdk.in(home)).isEmpty();
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"21.0.4\"\n");
    assertThat(Jdk.in(home)).isEmpty();
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();
    assertThat(Jdk.in(home)).hasValueSatisfying(jdk -> assertThat(jdk.id()).isEqualTo("21"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    assertThat(Jdk.in(home)).isEmpty();
  }

  private List<String> command(Map<String, String> settings) throws IOException {
    return target(JVM).command(new Variant("v", settings), 1, VARIABLES);
  }

  private Target target(String yaml) throws IOException {
    return Target.read(Files.writeString(folder.resolve("target.yaml"), yaml), JDKS);
  }

  private void refused(String yaml, String part) {
    assertThatThrownBy(() -> target(yaml))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }

  private static Jdk jdk(String version) {
    return new Jdk(Runtime.Version.parse(version), Path.of("/jdks", version));
  }
}

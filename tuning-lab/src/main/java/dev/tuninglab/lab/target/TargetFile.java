package dev.tuninglab.lab.target;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.YamlFile;
import dev.tuninglab.lab.pattern.PatternPlaces;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A target file as it is written; {@link Target} gives it meaning. The form is described in
 * docs/architecture.md.
 */
record TargetFile(
    @JsonProperty(required = true) String name,
    Start start,
    String url,
    Build build,
    Ready ready,
    Stop stop,
    String tuning,
    Metrics metrics,
    String database,
    Diagnosis diagnosis,
    Auth auth,
    List<String> delays,
    @JsonProperty("knobs-readme") String knobsReadme,
    Map<String, KnobEntry> knobs,
    PatternPlaces patterns,
    List<String> gates,
    @JsonProperty(required = true) Map<String, WorkloadEntry> workloads,
    Map<String, JsonNode> feeders) {

  private static final String KIND = "target file";

  TargetFile {
    start = start == null ? Start.NOT : start;
    delays = delays == null ? List.of() : List.copyOf(delays);
    gates = gates == null ? List.of() : List.copyOf(gates);
    knobs = knobs == null ? Map.of() : knobs;
    feeders = feeders == null ? Map.of() : feeders;
  }

  /** A service of which nothing but one path is known. */
  static TargetFile ofOneGet(String path) {
    RequestEntry get =
        new RequestEntry("get", null, path, null, null, null, null, null, null, false, null);
    return new TargetFile(
        "two services",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of("get", new WorkloadEntry(List.of(get), null, false, false, null)),
        null);
  }

  /** Of its workloads the first. */
  String usual() {
    return workloads.keySet().iterator().next();
  }

  /** Its requests to two services that run already, as they are. */
  TargetFile asTwo(String knob, String a, String b) {
    KnobEntry places =
        KnobEntry.between(
            List.of("a", "b"),
            usual(),
            "two deployments as they are",
            null,
            Map.of("a", a, "b", b));
    return new TargetFile(
        name,
        null,
        null,
        null,
        ready,
        null,
        null,
        null,
        null,
        diagnosis,
        auth,
        null,
        null,
        Map.of(knob, places),
        null,
        gates,
        workloads,
        feeders);
  }

  /** Its requests to two revisions of the service, each built from its own sources. */
  TargetFile asRevisions(String knob, List<String> labels) {
    KnobEntry revisions =
        KnobEntry.between(
            labels.stream().distinct().toList(),
            usual(),
            "two revisions of its sources",
            List.of(),
            null);
    Map<String, KnobEntry> all = new LinkedHashMap<>(knobs);
    all.put(knob, revisions);
    return new TargetFile(
        name,
        start,
        url,
        build,
        ready,
        stop,
        tuning,
        metrics,
        database,
        diagnosis,
        auth,
        delays,
        knobsReadme,
        all,
        patterns,
        gates,
        workloads,
        feeders);
  }

  /** The error with the file, and the place in it of the key with which it begins. */
  static BadInput located(Path file, BadInput error) {
    return YamlFile.located(KIND, file, error);
  }

  boolean usesShop() {
    return DiagnosisSource.SHOP.equals(database);
  }

  /**
   * How a subject is started; {@code set} is repeated for every setting of a variant, {@code dir}
   * is its working folder, from that of the target file, {@code archive} is a file for the classes
   * that a JVM subject loads.
   */
  record Start(
      @JsonProperty(required = true) List<String> command,
      List<String> set,
      Map<String, String> env,
      String dir,
      String archive) {
    /** Of a service that runs already. */
    static final Start NOT = new Start(List.of(), null, null, null, null);

    Start {
      set = set == null ? List.of() : List.copyOf(set);
      env = env == null ? Map.of() : new LinkedHashMap<>(env);
    }
  }

  /**
   * What builds a revision of the service in its checkout; {@code dir} is the folder to do so in,
   * from that of the target file.
   */
  record Build(
      @JsonProperty(required = true) List<String> command,
      String dir,
      Map<String, String> env,
      String within) {
    Build {
      env = env == null ? Map.of() : new LinkedHashMap<>(env);
    }
  }

  /**
   * How a subject is ended: by a command, or a signal; one that has not ended within {@code
   * patience} is killed.
   */
  record Stop(List<String> command, String signal, String patience) {}

  /** Ready is: GET on the path answers 200 within this time of the start. */
  record Ready(@JsonProperty(required = true) String path, String within) {}

  /** Where a subject says how many requests it has answered; {@code except} is by label. */
  record Metrics(
      @JsonProperty(required = true) String path,
      @JsonProperty(required = true) String requests,
      Map<String, List<String>> except) {
    Metrics {
      except = except == null ? Map.of() : Map.copyOf(except);
    }
  }

  /** {@code headers} are sent with every request while causes are looked for, and only then. */
  record Diagnosis(Map<String, String> headers) {
    Diagnosis {
      headers = headers == null ? Map.of() : Map.copyOf(headers);
    }
  }

  /** A header of every request to the service, the lab's own included. */
  record Auth(
      @JsonProperty(required = true) String header, @JsonProperty(required = true) String value) {}

  /**
   * {@code database: own} is for a knob whose variants change the database; {@code jdk: true} for
   * the one whose values are the JDKs found, {@code pool: true} for the size of a pool of database
   * connections, {@code jvm} for options that the lab gives the JVM; {@code protocol} says by value
   * what answers over TLS come by; {@code headers} go with every request to the variant, {@code
   * url} says by value where a service is that runs already; {@code hidden: true} is for one that
   * is accepted and not offered.
   */
  record KnobEntry(
      List<String> values,
      String range,
      boolean jdk,
      boolean pool,
      @JsonProperty("default") String defaultValue,
      @JsonProperty(required = true) String workload,
      String expect,
      String readme,
      String database,
      JsonNode jvm,
      Map<String, String> protocol,
      List<String> set,
      Map<String, String> env,
      Map<String, String> headers,
      Map<String, String> url,
      boolean hidden) {

    /** One that no file has: its values are told apart by the lab itself, the first the default. */
    static KnobEntry between(
        List<String> values,
        String workload,
        String expect,
        List<String> set,
        Map<String, String> url) {
      return new KnobEntry(
          values,
          null,
          false,
          false,
          values.get(0),
          workload,
          expect,
          null,
          null,
          null,
          null,
          set,
          null,
          null,
          url,
          false);
    }
  }

  /**
   * {@code writes} is true for requests that change the database, {@code tls} for requests that go
   * over TLS; {@code refusals} are the statuses by which the service says that it does not take a
   * request now.
   */
  record WorkloadEntry(
      @JsonProperty(required = true) List<RequestEntry> requests,
      String rate,
      boolean writes,
      boolean tls,
      List<Integer> refusals) {
    WorkloadEntry {
      refusals = refusals == null ? List.of() : List.copyOf(refusals);
    }
  }

  /**
   * {@code revalidate} is true for a client that keeps what it got, and asks if it still holds;
   * {@code ledger} is for a write that can be known again, {@code check} for what an answer must
   * hold; {@code body-file} is a file with the body, from the folder of the target file.
   */
  record RequestEntry(
      @JsonProperty(required = true) String name,
      String method,
      @JsonProperty(required = true) String path,
      Map<String, String> headers,
      String body,
      @JsonProperty("body-file") String bodyFile,
      Integer weight,
      List<Integer> expect,
      List<Check> check,
      boolean revalidate,
      Ledger ledger) {}

  /** What an answer must hold. */
  record Check(@JsonProperty(required = true) JsonRule json) {}

  /** {@code equals} is compared as text; without it something, or nothing, must be there. */
  record JsonRule(@JsonProperty(required = true) String path, JsonNode equals, Boolean exists) {}

  /**
   * {@code key-header} of the request makes a write known as the same one, {@code found-at} of the
   * response says where what it made is, {@code count} is a query that counts all of these.
   */
  record Ledger(
      @JsonProperty(value = "key-header", required = true) String keyHeader,
      @JsonProperty(value = "found-at", required = true) String foundAt,
      String count) {}

  /**
   * @throws BadInput if the file cannot be read or is not a target file; the message names the
   *     file, the line and the key
   */
  static TargetFile read(Path file) {
    return YamlFile.read(KIND, file, TargetFile.class);
  }
}

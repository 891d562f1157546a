package dev.tuninglab.lab.target;

import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.experiment.Knobs;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A service that can be started in variants and loaded: the sample API, or anybody's. */
public final class Target {
  private static final double DEFAULT_RATE = 50;

  /** What a subject may take to bring its database into shape: minutes at scale large. */
  private static final Duration RESHAPED_WITHIN = Duration.ofMinutes(20);

  private final Path file;
  private final TargetFile content;
  private final Knobs knobs;
  private final Duration readyWithin;
  private final DatabaseChanges changes;

  private Target(Path file, TargetFile content) {
    this.file = file;
    this.content = content;
    this.knobs =
        new Knobs(
            content.knobs().entrySet().stream().map(e -> knob(e.getKey(), e.getValue())).toList());
    String within = content.ready().within();
    this.readyWithin =
        within == null ? Duration.ofSeconds(60) : Units.duration("ready.within", within);
    this.changes = DatabaseChanges.of(content);
  }

  /**
   * @throws BadInput if the file is missing or wrong; one line with file, key and rule
   */
  public static Target read(Path file) {
    TargetFile content = TargetFile.read(file);
    try {
      return new Target(file, content);
    } catch (BadInput e) {
      throw new BadInput("target file " + file + ": " + e.getMessage(), e);
    }
  }

  public String name() {
    return content.name();
  }

  public Path file() {
    return file;
  }

  public Knobs knobs() {
    return knobs;
  }

  /** Whether its subjects need the lab's own PostgreSQL with the shop's data. */
  public boolean needsShopDatabase() {
    return content.usesShop();
  }

  /** Whether starting these variants changes their databases: one of their knobs says so. */
  public boolean reshapesDatabase(List<Variant> variants) {
    return variants.stream().anyMatch(changes::byStarting);
  }

  /** Whether each of these variants needs a database of its own under this workload. */
  public boolean needsOwnDatabases(List<Variant> variants, String workload) {
    return reshapesDatabase(variants) || changes.byOffering(workload);
  }

  /** The workload that exercises all of these knobs: that of the first. */
  public String workloadOf(List<String> knobNames) {
    return knobs.named(knobNames.get(0)).workload();
  }

  /**
   * @throws BadInput if the target has no workload of that name
   */
  public double ratePerSecond(String workload) {
    String rate = entry(workload).rate();
    return rate == null
        ? DEFAULT_RATE
        : Units.ratePerSecond("workloads." + workload + ".rate", rate);
  }

  /**
   * @param variables fills placeholders of feeders, such as {@code db.orders}
   * @throws BadInput if the target has no such workload, or it is not well-formed
   */
  public Workload workload(String name, Map<String, String> variables) {
    return Workloads.of(name, entry(name), content.feeders(), variables);
  }

  private TargetFile.WorkloadEntry entry(String workload) {
    TargetFile.WorkloadEntry entry = content.workloads().get(workload);
    if (entry == null) {
      throw new BadInput(
          "unknown workload '"
              + workload
              + "'; workloads are "
              + String.join(", ", content.workloads().keySet()));
    }
    return entry;
  }

  /**
   * Starts one subject a variant, side by side, and waits until all are ready and set as asked.
   *
   * @param variables fills placeholders of a variant's command: java, root, lab.pid, db.url ...
   * @param logs folder for what the subjects print
   * @param prefix of the log files' names
   * @throws TargetFailed if one does not come up; those that did are stopped
   */
  public Subjects start(
      List<Variant> variants,
      Function<Variant, Map<String, String>> variables,
      Path logs,
      String prefix)
      throws TargetFailed, InterruptedException {
    return start(variants, variables, logs, prefix, readyWithin);
  }

  private Subjects start(
      List<Variant> variants,
      Function<Variant, Map<String, String>> variables,
      Path logs,
      String prefix,
      Duration within)
      throws TargetFailed, InterruptedException {
    List<Subject> started = new ArrayList<>();
    Subjects subjects = null;
    try {
      for (Variant variant : variants) {
        int port = freePort();
        Map<String, String> values = variables.apply(variant);
        Path log =
            logs.resolve(prefix + variant.name().replaceAll("[^A-Za-z0-9=+._-]", "_") + ".log");
        started.add(
            Subject.start(
                variant, port, command(variant, port, values), env(variant, port, values), log));
      }
      Readiness readiness = new Readiness();
      for (Subject subject : started) {
        readiness.await(subject, content.ready().path(), within);
        if (content.tuning() != null) {
          readiness.checkSettings(subject, content.tuning());
        }
      }
      subjects = new Subjects(started);
      return subjects;
    } finally {
      if (subjects == null) {
        new Subjects(started).close();
      }
    }
  }

  /**
   * Makes the archive of loaded classes if the target wants one and it is due: starts one subject
   * and stops it again.
   *
   * @param progress told when this takes place, since it takes seconds
   * @throws TargetFailed if the subject does not come up
   */
  public void prepare(Map<String, String> variables, Path logs, Consumer<String> progress)
      throws TargetFailed, InterruptedException {
    if (content.start().archive() == null) {
      return;
    }
    ClassArchive archive = archive(variables);
    Variant untuned = new Variant("prepare", Map.of());
    if (!isDue(archive, command(untuned, 0, variables))) {
      return;
    }
    progress.accept("keeping the subject's loaded classes, so that it starts faster from now on");
    Map<String, String> making = with(variables, "archive", archive.make());
    try {
      start(List.of(untuned), variant -> making, logs, "").close();
      if (!archive.keep()) {
        progress.accept("the subject's JVM kept no classes; its starts stay as slow as they are");
      }
    } catch (IOException e) {
      throw new TargetFailed("start.archive cannot be written: " + e.getMessage(), e);
    } finally {
      archive.discard();
    }
  }

  /**
   * Starts every variant once and stops it again, so that each brings its database into its shape
   * before anything is measured: the starts that count then find it so.
   *
   * @throws TargetFailed if one does not come up
   */
  public void reshape(
      List<Variant> variants, Function<Variant, Map<String, String>> variables, Path logs)
      throws TargetFailed, InterruptedException {
    start(variants, variables, logs, "reshape-", RESHAPED_WITHIN).close();
  }

  private static boolean isDue(ClassArchive archive, List<String> command) throws TargetFailed {
    try {
      return archive.isDue(command);
    } catch (IOException e) {
      throw new TargetFailed("a jar of start.command cannot be read: " + e.getMessage(), e);
    }
  }

  private ClassArchive archive(Map<String, String> variables) {
    return new ClassArchive(
        Path.of(Placeholders.fill("start.archive", content.start().archive(), variables)));
  }

  /** The command line of one subject, for {@link #start} and for running it in the foreground. */
  public List<String> command(Variant variant, int port, Map<String, String> variables) {
    List<String> command = new ArrayList<>();
    Map<String, String> values = with(variables, "port", String.valueOf(port));
    if (content.start().archive() != null) {
      values.putIfAbsent("archive", archive(variables).use());
    }
    for (String word : content.start().command()) {
      command.add(Placeholders.fill("start.command", word, values));
    }
    variant.settings().forEach((knob, value) -> command.addAll(set(knob, value, values)));
    return command;
  }

  private List<String> set(String knob, String value, Map<String, String> variables) {
    TargetFile.KnobEntry entry = content.knobs().get(knob);
    List<String> template =
        entry.set() != null ? entry.set() : entry.env() != null ? List.of() : content.start().set();
    Map<String, String> values = with(with(variables, "knob", knob), "value", value);
    return template.stream()
        .map(word -> Placeholders.fill("knobs." + knob + ".set", word, values))
        .toList();
  }

  /** Environment variables of one subject. */
  public Map<String, String> env(Variant variant, int port, Map<String, String> variables) {
    Map<String, String> values = with(variables, "port", String.valueOf(port));
    Map<String, String> env = new LinkedHashMap<>();
    content
        .start()
        .env()
        .forEach((k, v) -> env.put(k, Placeholders.fill("start.env." + k, v, values)));
    variant
        .settings()
        .forEach(
            (knob, value) ->
                Optional.ofNullable(content.knobs().get(knob).env())
                    .orElse(Map.of())
                    .forEach(
                        (k, v) ->
                            env.put(
                                k,
                                Placeholders.fill(
                                    "knobs." + knob + ".env." + k,
                                    v,
                                    with(with(values, "knob", knob), "value", value)))));
    return env;
  }

  private static Map<String, String> with(Map<String, String> values, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return more;
  }

  private static Knob knob(String name, TargetFile.KnobEntry entry) {
    return new Knob(
        name,
        domain(name, entry),
        entry.defaultValue(),
        entry.workload(),
        entry.expect() == null ? "" : entry.expect());
  }

  private static Knob.Domain domain(String name, TargetFile.KnobEntry entry) {
    boolean words = entry.values() != null && !entry.values().isEmpty();
    if (words && entry.range() == null) {
      return new Knob.OneOf(entry.values());
    }
    if (entry.range() != null) {
      Knob.Domain range = range("knobs." + name + ".range", entry.range());
      return words ? new Knob.WordOr(new Knob.OneOf(entry.values()), range) : range;
    }
    throw new BadInput("knobs." + name + " needs values, or a range");
  }

  /** Of numbers, {@code 1..200}, or of times, {@code 250ms..10m}. */
  private static Knob.Domain range(String key, String text) {
    String[] ends = text.split("\\.\\.", 2);
    if (ends.length == 2 && ends[1].matches("\\d+[a-z]+")) {
      Duration from = Units.duration(key, ends[0]);
      Duration to = Units.duration(key, ends[1]);
      if (from.compareTo(to) > 0) {
        throw new BadInput(key + " must run upwards, but was '" + text + "'");
      }
      return new Knob.Time(from, to);
    }
    Span span = Span.parse(key, text);
    return new Knob.Range(span.from(), span.to());
  }

  private static int freePort() throws TargetFailed {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new TargetFailed("no free port on loopback: " + e.getMessage(), e);
    }
  }
}

package dev.tuninglab.lab.target;

import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.experiment.Knobs;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.pattern.Patterns;
import dev.tuninglab.lab.revision.Checkouts;
import dev.tuninglab.lab.revision.Revision;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A service that can be started in variants and loaded: the sample API, or anybody's. */
public final class Target {
  /** What a service on another machine is offered at most unless the user says, in requests/s. */
  public static final double RATE_ABROAD = 50;

  /** The knob by which two services are told apart. */
  public static final String DEPLOYMENT = "deployment";

  /** The knob by which two revisions of a service's sources are told apart. */
  public static final String REVISION = "revision";

  private final Path file;
  private final List<Revision> revisions;
  private final TargetFile content;
  private final Knobs knobs;
  private final Launch launch;
  private final Starting starting;
  private final DatabaseChanges changes;
  private final Transport transport;
  private final DiagnosisSource diagnosis;
  private final Offers offers;
  private final Places places;
  private final Turning turning;

  /** Read when somebody asks: that takes most of a second. */
  private Patterns patterns;

  private Target(Path file, TargetFile content, Jdks jdks) {
    this(file, content, jdks, List.of());
  }

  private Target(Path file, TargetFile content, Jdks jdks, List<Revision> revisions) {
    this.file = file;
    this.revisions = List.copyOf(revisions);
    this.content = content;
    this.knobs = DeclaredKnobs.of(content, jdks);
    this.places = new Places(content, knobs);
    this.launch = new Launch(content, knobs, jdks);
    this.starting = new Starting(content, launch, places, folder());
    this.changes = DatabaseChanges.of(content);
    this.transport = Transport.of(content);
    this.turning = new Turning(content.tuning());
    this.diagnosis = DiagnosisSource.of(content);
    this.offers = new Offers(file, content, folder());
    content.delays().forEach(knob -> knobs.named(knob).domain().check("delays: " + knob, "off"));
  }

  /**
   * @throws BadInput if the file is missing or wrong; one line with file, key and rule
   */
  public static Target read(Path file) {
    return read(file, Jdks.here());
  }

  /**
   * @param jdks those that its subjects may be started with
   * @throws BadInput as above
   */
  public static Target read(Path file, Jdks jdks) {
    TargetFile content = TargetFile.read(file);
    try {
      return new Target(file, content, jdks);
    } catch (BadInput e) {
      throw TargetFile.located(file, e);
    }
  }

  /**
   * Two services that run already and are told apart by the knob {@value #DEPLOYMENT}, whose values
   * are {@code a} and {@code b}.
   *
   * @param file of which the requests are taken; null for one GET
   * @param path of that GET
   * @throws BadInput if a URL is not one, or the file is missing or wrong
   */
  public static Target ofTwo(Path file, String a, String b, String path) {
    ServiceUrl.parse("--a", a);
    ServiceUrl.parse("--b", b);
    TargetFile content = file == null ? TargetFile.ofOneGet(path) : TargetFile.read(file);
    return new Target(file, content.asTwo(DEPLOYMENT, a, b), Jdks.here());
  }

  /**
   * Two revisions of its sources, told apart by the knob {@value #REVISION}, whose values are their
   * labels.
   *
   * @throws BadInput if what is started does not depend on where a revision is checked out, or the
   *     file is missing or wrong
   */
  public static Target ofRevisions(Path file, List<Revision> pinned) {
    TargetFile content = TargetFile.read(file);
    RevisionBuild.check(content);
    List<String> labels = pinned.stream().map(Revision::label).toList();
    return new Target(file, content.asRevisions(REVISION, labels), Jdks.here(), pinned);
  }

  /** Those that are compared; none where it is no revisions. */
  public List<Revision> revisions() {
    return revisions;
  }

  /**
   * What builds a revision in its checkout; empty where a checkout is started as it is.
   *
   * @throws BadInput if a placeholder is not known
   */
  public Optional<Checkouts.Build> build(Map<String, String> variables) {
    return RevisionBuild.of(content, variables);
  }

  /** Whether the lab starts its subjects, and so may stop them; false if they run already. */
  public boolean isStarted() {
    return !places.known();
  }

  /** Where this variant runs already; empty if the lab starts it. */
  public Optional<URI> place(Variant variant) {
    return Optional.ofNullable(places.of(variant)).map(ServiceUrl::uri);
  }

  /**
   * @param what is asked for, such as {@code ./lab app}
   * @throws BadInput if the service runs already
   */
  public void demandStarted(String what) {
    if (!isStarted()) {
      throw new BadInput(
          what
              + " needs a service that the lab starts itself, but "
              + name()
              + " runs already (url)");
    }
  }

  /**
   * Whether variants have headers of their own with values of the environment: secrets, perhaps.
   */
  public boolean variantsHoldSecrets() {
    return content.knobs().values().stream()
        .filter(knob -> knob.headers() != null)
        .flatMap(knob -> knob.headers().values().stream())
        .anyMatch(text -> text.contains("${env:"));
  }

  /** Hosts of its services that are not this machine: not to be loaded unasked. */
  public Set<String> foreignHosts() {
    return places.foreignHosts();
  }

  /**
   * Rules that a comparison has to keep unless the user gives others.
   *
   * @throws BadInput if one of them is no rule
   */
  public Gates gates() {
    try {
      return Gates.parse("gates", content.gates(), Gates.NONE.undecided());
    } catch (BadInput e) {
      throw TargetFile.located(file, e);
    }
  }

  public String name() {
    return content.name();
  }

  /** Null if there is none. */
  public Path file() {
    return file;
  }

  private Path folder() {
    return (file == null ? Path.of("lab.yaml") : file).toAbsolutePath().getParent();
  }

  public Knobs knobs() {
    return knobs;
  }

  /**
   * Where the page on a knob is: as its {@code readme} says, else where {@code knobs-readme} leads
   * to; either from the folder of the target file. Empty if there is none.
   *
   * @throws BadInput if the page that the knob itself names does not exist
   */
  public Optional<Path> page(Knob knob) {
    return KnobPages.of(knob, content, folder());
  }

  /**
   * What of its sources can be taken home.
   *
   * @throws BadInput if the target file names no places for patterns, or they are not there
   */
  public synchronized Patterns patterns() {
    if (patterns != null) {
      return patterns;
    }
    if (content.patterns() == null) {
      throw new BadInput("target file " + file + " has no key patterns, so it offers none");
    }
    Path folder = folder();
    patterns = Patterns.read(content.patterns(), folder, name -> !knobs.isHidden(name));
    return patterns;
  }

  /** Whether a knob is the size of a pool of database connections, for which there are rules. */
  public boolean isPoolSize(String knob) {
    return content.knobs().get(knob).pool();
  }

  /** Whether its subjects need the lab's own PostgreSQL with the shop's data. */
  public boolean needsShopDatabase() {
    return content.usesShop();
  }

  /**
   * JDBC URL of the database that a subject uses, to look into; empty if the target file names
   * none.
   *
   * @param variables of the variant, such as {@code db.url}
   * @throws BadInput if the URL cannot be filled in, or is not one of PostgreSQL
   */
  public Optional<String> databaseUrl(Map<String, String> variables) {
    return diagnosis.url(variables);
  }

  /** Headers of requests while subjects are looked into: a service may tell more when asked to. */
  public Map<String, String> diagnosisHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    diagnosis
        .headers()
        .forEach(
            (name, value) ->
                headers.put(name, Placeholders.fill("diagnosis.headers." + name, value)));
    return headers;
  }

  /** Whether starting these variants changes their databases: one of their knobs says so. */
  public boolean reshapesDatabase(List<Variant> variants) {
    return variants.stream().anyMatch(changes::byStarting);
  }

  /** Whether each of these variants needs a database of its own under this workload. */
  public boolean needsOwnDatabases(List<Variant> variants, String workload) {
    return reshapesDatabase(variants) || changes.byOffering(workload);
  }

  /**
   * The workload that exercises all of these knobs: that of the first; without knobs, the first.
   */
  public String workloadOf(List<String> knobNames) {
    return knobNames.isEmpty() ? content.usual() : knobs.named(knobNames.get(0)).workload();
  }

  /**
   * Knobs that make every request slower by the time that they are set to, or are {@code off}: to
   * find out what the lab can see. Empty when the target has none.
   */
  public List<String> delays() {
    return content.delays();
  }

  /**
   * What is offered unless the user says otherwise: where the workload names a rate, that is the
   * most; where it names a multiple, that. A service on another machine is offered just so much,
   * and at most {@link #RATE_ABROAD}.
   *
   * @throws BadInput if the target has no workload of that name
   */
  public Rate rate(String workload) {
    Rate asked = offers.rate(workload);
    if (foreignHosts().isEmpty() || !(asked instanceof Rate.Auto auto)) {
      return asked;
    }
    return new Rate.Fixed(Math.min(RATE_ABROAD, auto.atMost()));
  }

  /**
   * @param variables fills placeholders of feeders, such as {@code db.orders}
   * @throws BadInput if the target has no such workload, or it is not well-formed
   */
  public Workload workload(String name, Map<String, String> variables) {
    return offers.workload(name, variables);
  }

  /**
   * SQL queries of one number each that count what the writes of a workload make; empty when the
   * target file does not name one for each.
   */
  public List<String> writeCounts(String workload) {
    return offers.writeCounts(workload);
  }

  /**
   * The order as requests of that workload travel: over TLS where it says so, and then answered by
   * the protocol that the variant's knobs say.
   */
  public SliceOrder addressed(SliceOrder order, Variant variant, String workload) {
    return transport.of(order, variant, workload);
  }

  /** Names of all that can be offered. */
  public List<String> workloads() {
    return offers.names();
  }

  /** Whether offering this workload changes the data. */
  public boolean writes(String workload) {
    return changes.byOffering(workload);
  }

  public boolean hasWorkload(String name) {
    return offers.has(name);
  }

  /**
   * Starts one subject a variant, side by side, waits until all are ready and set as asked, and has
   * each tell the values that the workload needs of it.
   *
   * @param workload that will be offered
   * @param variables fills placeholders of a variant's command: java, root, lab.pid, db.url ...
   * @param logs folder for what the subjects print
   * @param prefix of the log files' names
   * @throws TargetFailed if one does not come up; those that did are stopped
   */
  public Subjects start(
      List<Variant> variants,
      Workload workload,
      Function<Variant, Map<String, String>> variables,
      Path logs,
      String prefix)
      throws TargetFailed, InterruptedException {
    return starting.start(variants, offers.walks(workload), variables, logs, prefix);
  }

  /**
   * Starts a killed subject again at its port, as its supervisor would, and waits until it is ready
   * and set as asked.
   *
   * @throws TargetFailed if it does not come up
   */
  public void startAgain(Subject killed) throws TargetFailed, InterruptedException {
    starting.startAgain(killed);
  }

  /** Whether turning this knob takes another process: it is the JVM's, not the service's. */
  public boolean isOfJvm(String knob) {
    return launch.isOfJvm(knob);
  }

  /**
   * Turns knobs of a subject while it serves. What is asked for by this is not in {@link
   * Subject#variant}.
   *
   * @throws TargetFailed if it does not answer, or what it reports is not what was asked for
   */
  public Turned turn(Subject subject, Map<String, String> settings)
      throws TargetFailed, InterruptedException {
    return turning.turn(subject, settings);
  }

  /**
   * Has a subject tell the values that this workload needs of it, as {@link #start} does.
   *
   * @throws TargetFailed if it does not tell
   */
  public void ask(Subject subject, Workload workload, Map<String, String> variables)
      throws TargetFailed, InterruptedException {
    new Readiness().walk(subject, offers.walks(workload), variables);
  }

  /** What is asked to find out whether a subject is ready. */
  public String readyPath() {
    return content.ready() == null ? "/" : content.ready().path();
  }

  /**
   * Makes the archives of loaded classes if the target wants them and they are due: for each,
   * starts one subject and stops it again.
   *
   * @param variants whose JVMs are to find their archives; variants may share one
   * @param progress told when this takes place, since it takes seconds
   * @throws TargetFailed if the subject does not come up
   */
  public void prepare(
      List<Variant> variants, Map<String, String> variables, Path logs, Consumer<String> progress)
      throws TargetFailed, InterruptedException {
    starting.prepare(variants, variables, logs, progress);
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
    starting.reshape(variants, variables, logs);
  }

  /** The command line of one subject, for {@link #start} and for running it in the foreground. */
  public List<String> command(Variant variant, int port, Map<String, String> variables) {
    return launch.command(variant, port, variables);
  }

  /** Environment variables of one subject. */
  public Map<String, String> env(Variant variant, int port, Map<String, String> variables) {
    return launch.env(variant, port, variables);
  }
}

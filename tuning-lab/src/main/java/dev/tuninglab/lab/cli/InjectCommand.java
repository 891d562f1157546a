package dev.tuninglab.lab.cli;

import dev.tuninglab.gatling.GeneratorOptions;
import dev.tuninglab.gatling.Share;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.lab.bench.GeneratorStart;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.ShareRun;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.trial.Injection;
import dev.tuninglab.lab.trial.InjectionPlan;
import dev.tuninglab.lab.trial.PlanHash;
import dev.tuninglab.lab.trial.Trial;
import dev.tuninglab.lab.trial.TrialFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab inject}: one of the load generators of an experiment on several machines. */
@Command(
    name = "inject",
    description = {
      "Send one share of a plan's load: from this machine, at the plan's instants, asking nobody.",
      "",
      "  ./lab inject --plan plan.json --share 2/8 --at 2026-11-25T12:00:00Z --out shares",
      "",
      "./lab compare --plan writes the plan; ./lab gather puts all shares together.",
      ""
    },
    mixinStandardHelpOptions = true)
final class InjectCommand implements Callable<Integer> {
  @Option(
      names = "--plan",
      paramLabel = "FILE",
      required = true,
      description = "The plan, the same for all injectors.")
  private Path planFile;

  @Option(
      names = "--share",
      paramLabel = "I/N",
      required = true,
      description =
          "Which injector this is, from 0/N to N-1/N; /N takes the index from JOB_COMPLETION_INDEX.")
  private String share;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description =
          "When all injectors start, a minute or so ahead, such as 2026-11-25T12:00:00Z; may be left out with 0/1.")
  private String at;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of all shares; this one goes into DIR/injector-I.")
  private Path out;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws TrialFailed, IOException, InterruptedException {
    Share mine = ShareText.parse(share, System.getenv(ShareText.INDEX));
    InjectionPlan plan = StoredJson.read(planFile, InjectionPlan.class);
    Instant start = start(at, mine, Instant.now());
    Path path = out.resolve(ShareRun.folder(mine.index()));
    ResultsFolder folder = ResultsFolder.reserve(path);
    Files.copy(planFile, path.resolve(InjectionPlan.FILE));
    ShareRun run =
        new ShareRun(
            PlanHash.of(planFile),
            mine.index(),
            mine.of(),
            start,
            host(),
            Machine.here(),
            0,
            false);
    folder.write(ShareRun.FILE, StoredJson.write(run));
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), Running.entered());
    progress.step(
        "injector %d of %d, from %s on; %s"
            .formatted(mine.index(), mine.of(), start, PlanForInjectors.line(plan)));
    int leftOut;
    try (progress;
        SliceLog log = SliceLog.create(path);
        Generating generating = new Generating(plan, folder)) {
      leftOut = new Injection(plan, mine, start, generating, log, progress).run();
    }
    folder.write(ShareRun.FILE, StoredJson.write(run.ended(leftOut)));
    spec.commandLine().getOut().println(told(leftOut, plan.timetable().size(), path));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private static String told(int leftOut, int all, Path path) {
    return "sent: %d of %d slices%s, into %s"
        .formatted(
            all - leftOut,
            all,
            leftOut == 0 ? "" : " (left out: " + leftOut + " whose instants had passed)",
            path);
  }

  /**
   * @param text as typed; null where nothing was
   * @throws BadInput if it is no instant, or not ahead
   */
  static Instant start(String text, Share share, Instant now) {
    if (text == null) {
      if (share.of() == 1) {
        return now.plus(Duration.ofSeconds(20));
      }
      throw new BadInput(
          "--at is missing: " + share.of() + " injectors have nothing in common but a clock");
    }
    try {
      Instant start = Instant.parse(text);
      if (start.isBefore(now)) {
        throw new BadInput("--at must be ahead, but was " + start + ", and it is " + now);
      }
      return start;
    } catch (DateTimeParseException e) {
      throw new BadInput(
          "--at must be an instant such as 2026-11-25T12:00:00Z, but was '" + text + "'", e);
    }
  }

  /** To tell whether two injectors share a machine. */
  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Its one load generator. */
  private static final class Generating implements Trial.Loader, AutoCloseable {
    private final GeneratorStart start;

    Generating(InjectionPlan plan, ResultsFolder folder) {
      start = new GeneratorStart(GeneratorOptions.of(folder.logs(), plan.asWorkload()), path -> {});
    }

    @Override
    public void awaitReady() throws InterruptedException {
      start.ready();
    }

    @Override
    public SliceReport run(SliceOrder order, Duration patience) throws InterruptedException {
      return start.ready().run(order, patience);
    }

    @Override
    public void close() {
      start.close();
    }
  }
}

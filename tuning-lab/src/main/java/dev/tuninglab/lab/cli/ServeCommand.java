package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.panel.Demonstration;
import dev.tuninglab.lab.panel.LabCommand;
import dev.tuninglab.lab.panel.PanelServer;
import dev.tuninglab.lab.panel.Turn;
import dev.tuninglab.lab.panel.live.LiveDemonstration;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab serve}: the control panel. */
@Command(
    name = "serve",
    description = {
      "Show the service under load on a page, where knobs are turned and experiments started.",
      "",
      "  ./lab serve",
      "  ./lab serve --open --set fetch=n-plus-one --workload orders-page",
      "",
      "It runs until Ctrl-C, for browsers of this machine alone.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of the page (default: one that is free).")
  private int port;

  @Option(names = "--open", description = "Open the page in the browser.")
  private boolean open;

  @Option(
      names = "--set",
      paramLabel = "KNOB=VALUE",
      description = "A setting to begin with; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "Workload to begin with (default: that of the first --set, or the usual one).")
  private String workload;

  @Option(
      names = "--db-rtt",
      paramLabel = "TIME",
      description = "Round trip from the service to its database to begin with, such as 5ms.")
  private String dbRtt;

  @Mixin private DataOptions data;
  @Mixin private TargetOption targetOption;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private final Browser browser;

  ServeCommand() {
    this(Browser.ofThisMachine());
  }

  ServeCommand(Browser browser) {
    this.browser = browser;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new BadInput("--port must be from 0 (any) to " + HIGHEST_PORT + ", but was " + port);
    }
    Target target = targetOption.read();
    try (Demonstration demonstration = start(target);
        PanelServer panel = listen(demonstration, target)) {
      demonstration.turn(first());
      PrintWriter out = spec.commandLine().getOut();
      out.println("control panel: " + panel.address());
      out.println("It ends with Ctrl-C, and all that it started with it.");
      out.flush();
      if (open && !browser.open(panel.address())) {
        out.println("no browser to open it with");
        out.flush();
      }
      new CountDownLatch(1).await();
      return ExitCode.DONE;
    }
  }

  private Demonstration start(Target target) throws IOException {
    Map<String, String> set = Variants.settings(settings, target.knobs());
    String offered = workload == null ? target.workloadOf(List.copyOf(set.keySet())) : workload;
    Path logs = Files.createDirectories(Home.cache().resolve("serve"));
    return LiveDemonstration.start(
        target, data, logs, new LiveDemonstration.Beginning(set, offered));
  }

  /** What it does not begin with, but is asked for at once. */
  private Turn first() {
    Long micros =
        dbRtt == null ? null : Link.ofRoundTrip("--db-rtt", dbRtt).roundTrip().toNanos() / 1_000;
    return new Turn(null, Map.of(), new Turn.Load(null, null, null, micros), null, null);
  }

  private PanelServer listen(Demonstration demonstration, Target target) {
    List<String> service =
        targetOption.isSample() ? List.of() : List.of("--file", targetOption.asTyped());
    try {
      return PanelServer.listen(
          port,
          demonstration,
          new LabCommand(
              launch(),
              Path.of("").toAbsolutePath(),
              joined(service, data.given()),
              joined(service, data.shown())),
          target);
    } catch (IOException e) {
      throw new BadInput("--port " + port + " cannot be listened at: " + e.getMessage(), e);
    }
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** The lab as it was started itself, but with nobody at a terminal, and ending when it ends. */
  private static List<String> launch() {
    List<String> launch = new ArrayList<>(List.of(Home.java().toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                !option.matches(
                    "-D(lab\\.entered|lab\\.terminal|lab\\.owner)=.*|-(javaagent|agent).*"))
        .forEach(launch::add);
    launch.add("-D" + Owner.PROPERTY + "=" + ProcessHandle.current().pid());
    launch.addAll(List.of("-Dlab.terminal=false", "-cp", Home.classPath(), Main.class.getName()));
    return launch;
  }
}

package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.analysis.capacity.Bracket;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Blocks;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.Steps;
import dev.tuninglab.lab.measure.StoredRun;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.trial.Earlier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;

/**
 * What an earlier sitting left to go on from.
 *
 * @param earlier what it measured, and what is left to do
 * @param before the sitting itself; null when there was none
 * @param leftOut forks that it had only begun: their JVMs are gone, so they are measured anew
 */
record Resumed(Earlier earlier, Sitting before, Set<Integer> leftOut) {

  /** A stored run, read back as far as it takes to go on with it. */
  record Run(Experiment experiment, Target target, RunOptions options, Resumed resumed) {}

  static Resumed nothing(Experiment experiment) {
    return new Resumed(Earlier.none(experiment.design().forks()), null, Set.of());
  }

  /** When the first sitting began: now, if this is the first. */
  Instant startedAt(Instant now) {
    return before == null ? now : before.startedAt();
  }

  /** That earlier sittings took. */
  double secondsBefore() {
    return before == null || before.tookSeconds() == null ? 0 : before.tookSeconds();
  }

  /** Warnings of the earlier sitting, which hold for the whole. */
  List<String> warnings() {
    return before == null ? List.of() : before.warnings();
  }

  /**
   * @param command that is to go on: a run of another is not its own
   * @throws BadInput if there is nothing to go on with, or nothing left to do
   */
  static Run read(Path folder, String command) {
    StoredRun stored = StoredRun.read(folder);
    Experiment experiment = stored.experiment();
    List<String> words = experiment.command();
    if (words.isEmpty() || !words.get(0).equals(command)) {
      throw new BadInput(
          folder
              + " holds a run of ./lab "
              + (words.isEmpty() ? "?" : words.get(0))
              + ", so: ./lab "
              + (words.isEmpty() ? "compare" : words.get(0))
              + " --resume "
              + folder);
    }
    sameMachine(stored.sitting(), folder);
    Resumed resumed = of(experiment, stored);
    if (resumed.earlier.pending().isEmpty()) {
      throw new BadInput(
          folder + " has nothing left to measure; ./lab report " + folder + " judges it");
    }
    ExperimentCommand asked = (ExperimentCommand) asTyped(words);
    return new Run(experiment, asked.target(), asked.options(), resumed);
  }

  /**
   * @throws BadInput if the sitting was on another machine
   */
  static void sameMachine(Sitting sitting, Path folder) {
    Machine here = Machine.here();
    Machine then = sitting.machine();
    if (then != null && (then.cores() != here.cores() || !then.cpu().equals(here.cpu()))) {
      throw new BadInput(
          folder
              + " was measured on another machine ("
              + then.cores()
              + " cores, "
              + then.cpu()
              + "): what is measured on two does not belong together");
    }
  }

  /**
   * The command with its options as they were typed, read by the parser that read them then.
   *
   * @throws BadInput if it had an option that is not kept
   */
  static Object asTyped(List<String> words) {
    if (words.contains("URL")) {
      throw new BadInput(
          "a run with --db-url cannot be resumed: the URL may hold a password, so it is not kept");
    }
    CommandLine.ParseResult parsed = Lab.commandLine().parseArgs(words.toArray(String[]::new));
    return parsed.subcommand().commandSpec().userObject();
  }

  private static Resumed of(Experiment experiment, StoredRun stored) {
    List<Slice> slices = stored.recording().slices();
    Blocks blocks = experiment.blocks();
    List<Integer> pending =
        new ArrayList<>(IntStream.rangeClosed(1, experiment.design().forks()).boxed().toList());
    Set<Integer> leftOut = new TreeSet<>();
    Set<Integer> forks =
        slices.stream().map(Slice::fork).collect(Collectors.toCollection(TreeSet::new));
    for (int fork : forks) {
      Integer block =
          searched(fork, experiment, stored.recording())
              ? block(fork, slices, blocks, pending, experiment.variants())
              : null;
      if (block == null) {
        leftOut.add(fork);
      } else {
        pending.remove(block);
      }
    }
    Recording kept =
        new Recording(
            stored.recording().ratePerSecond(),
            slices.stream().filter(slice -> !leftOut.contains(slice.fork())).toList(),
            stored.recording().subjectCounts().stream()
                .filter(count -> !leftOut.contains(count.fork()))
                .toList());
    int next = forks.stream().max(Comparator.naturalOrder()).orElse(0) + 1;
    boolean rateKnown = kept.measured().findAny().isPresent();
    Recording earlier = rateKnown ? kept : new Recording(0, kept.slices(), kept.subjectCounts());
    return new Resumed(new Earlier(earlier, next, pending), stored.sitting(), leftOut);
  }

  /** Whether a search for capacities, if it is one, came to its end in this fork. */
  private static boolean searched(int fork, Experiment experiment, Recording recording) {
    return !(experiment.design().mode() instanceof Mode.Capacity capacity)
        || experiment.variants().stream()
            .allMatch(
                variant ->
                    Bracket.of(Steps.of(recording, variant.name(), capacity.sla())).stream()
                        .anyMatch(b -> b.fork() == fork && b.ended(Rate.HIGHEST)));
  }

  /** The planned fork that this one was, if each of its variants had enough rounds; else null. */
  private static Integer block(
      int fork, List<Slice> slices, Blocks blocks, List<Integer> pending, List<Variant> variants) {
    Set<String> alive =
        slices.stream()
            .filter(slice -> slice.fork() == fork)
            .map(Slice::variant)
            .collect(Collectors.toSet());
    boolean enough =
        alive.stream()
            .allMatch(
                variant ->
                    slices.stream()
                            .filter(slice -> slice.fork() == fork)
                            .filter(slice -> slice.phase() == Slice.Phase.MEASURED)
                            .filter(slice -> slice.variant().equals(variant))
                            .count()
                        >= Design.FEWEST_ROUNDS);
    return enough
        ? pending.stream()
            .filter(
                place ->
                    blocks.alive(place, variants).stream()
                        .map(Variant::name)
                        .collect(Collectors.toSet())
                        .equals(alive))
            .findFirst()
            .orElse(null)
        : null;
  }
}

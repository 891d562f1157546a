package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.SliceReports;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.ShareRun;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLogReader;
import dev.tuninglab.lab.measure.Stalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What all injectors of a plan measured, slice by slice put together.
 *
 * @param slices those that every injector has
 * @param sitting with what a reader should know of how they came about
 */
public record Gathering(Experiment experiment, List<Slice> slices, Sitting sitting) {
  /** Starts of a slice that lie further apart than this, in milliseconds, are told of. */
  static final long MOST_APART_MILLIS = 50;

  private record Share(Path folder, ShareRun run, SliceLogReader.Stored stored) {}

  private record Turn(int fork, Slice.Phase phase, int round, String variant) {
    static Turn of(Slice slice) {
      return new Turn(slice.fork(), slice.phase(), slice.round(), slice.variant());
    }
  }

  /**
   * @param folder with one folder for each injector
   * @param partial whether shares may be missing, or not have come to their end
   * @throws BadInput if they do not belong together, or one is missing and none may be
   */
  public static Gathering of(Path folder, boolean partial) {
    Map<Integer, Path> folders = folders(folder);
    Path first = folders.values().iterator().next();
    Path planFile = first.resolve(InjectionPlan.FILE);
    InjectionPlan plan = StoredJson.read(planFile, InjectionPlan.class);
    String hash = PlanHash.of(planFile);
    Set<String> variants =
        plan.experiment().variants().stream().map(Variant::name).collect(Collectors.toSet());
    List<Share> shares = new ArrayList<>();
    folders.forEach(
        (index, each) -> {
          ShareRun run = StoredJson.read(each.resolve(ShareRun.FILE), ShareRun.class);
          ShareRun other = shares.isEmpty() ? run : shares.get(0).run;
          same(each, "plan", first, hash, run.plan());
          same(each, "number of shares", first, other.of(), run.of());
          same(each, "start", first, other.startAt(), run.startAt());
          same(each, "index", each, index, run.index());
          shares.add(new Share(each, run, SliceLogReader.read(each, variants)));
        });
    List<String> warnings = new ArrayList<>();
    complete(folder, shares, partial, warnings);
    return together(folder, plan, shares, warnings);
  }

  private static Map<Integer, Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInput(folder + " is no folder; ./lab inject --out names it");
    }
    Map<Integer, Path> folders = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(entry -> entry.getFileName().toString().matches("injector-\\d{1,4}"))
          .forEach(
              entry ->
                  folders.put(
                      Integer.parseInt(entry.getFileName().toString().replaceAll("\\D", "")),
                      entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (folders.isEmpty()) {
      throw new BadInput(
          folder
              + " holds no share: no folder injector-0, injector-1 and so on, as ./lab inject"
              + " leaves them");
    }
    return folders;
  }

  private static void same(Path share, String what, Path first, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new BadInput(
          "%s has another %s than %s: %s, not %s".formatted(share, what, first, found, expected));
    }
  }

  private static void complete(
      Path folder, List<Share> shares, boolean partial, List<String> warnings) {
    int of = shares.get(0).run.of();
    Set<Integer> there = shares.stream().map(s -> s.run.index()).collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    IntStream.range(0, of)
        .filter(i -> !there.contains(i))
        .forEach(i -> missing.add("share " + i + " of " + of + " is missing"));
    shares.stream()
        .filter(share -> !share.run.ended())
        .forEach(s -> missing.add("share " + s.run.index() + " did not come to its end"));
    if (missing.isEmpty()) {
      return;
    }
    String what = String.join(", ", missing);
    if (!partial) {
      throw new BadInput(folder + ": " + what + "; --partial judges what is there");
    }
    warnings.add(what + ": variants were offered less than the plan says, or for a shorter time");
  }

  private static Gathering together(
      Path folder, InjectionPlan plan, List<Share> shares, List<String> warnings) {
    Map<Turn, List<Slice>> turns = new LinkedHashMap<>();
    for (Share share : shares) {
      share.stored.unread().forEach(line -> warnings.add(share.folder.getFileName() + ": " + line));
      share
          .stored
          .slices()
          .forEach(
              slice -> turns.computeIfAbsent(Turn.of(slice), turn -> new ArrayList<>()).add(slice));
    }
    List<Slice> whole = new ArrayList<>();
    int apart = 0;
    long farthest = 0;
    for (List<Slice> parts : turns.values()) {
      if (parts.size() < shares.size()) {
        continue;
      }
      List<SliceReport> reports = parts.stream().map(Slice::report).toList();
      long millis = SliceReports.startsApartMillis(reports);
      apart += millis > MOST_APART_MILLIS ? 1 : 0;
      farthest = Math.max(farthest, millis);
      whole.add(together(parts, reports));
    }
    if (whole.isEmpty()) {
      throw new BadInput(
          folder
              + " holds no slice that every injector has; they left out "
              + shares.stream()
                  .map(share -> String.valueOf(share.run.leftOut()))
                  .collect(Collectors.joining(", "))
              + " whose instants had passed: a later --at gives them time to start");
    }
    int planned = plan.timetable().size();
    if (whole.size() < planned) {
      warnings.add(
          "%d of %d slices were left out, since not every injector has them (late, or damaged)"
              .formatted(planned - whole.size(), planned));
    }
    if (apart > 0) {
      warnings.add(
          "injectors began %d of %d slices more than %d ms apart by their own clocks, at most %d ms"
              .formatted(apart, whole.size(), MOST_APART_MILLIS, farthest));
    }
    return new Gathering(
        experiment(plan, shares.get(0).run.of()),
        List.copyOf(whole),
        sitting(plan, shares, whole, warnings));
  }

  private static Slice together(List<Slice> parts, List<SliceReport> reports) {
    Slice first = parts.get(0);
    List<Stalls> stalls = parts.stream().map(Slice::stalls).filter(Objects::nonNull).toList();
    return new Slice(
        first.fork(),
        first.round(),
        first.phase(),
        first.variant(),
        SliceReports.merge(reports),
        stalls.size() < parts.size() ? null : Stalls.worst(stalls),
        first.load());
  }

  private static Experiment experiment(InjectionPlan plan, int injectors) {
    Experiment asked = plan.experiment();
    return asked.measuredBy(asked.design().injectedBy(injectors));
  }

  private static Sitting sitting(
      InjectionPlan plan, List<Share> shares, List<Slice> slices, List<String> warnings) {
    Instant start = shares.get(0).run.startAt();
    double last =
        slices.stream()
            .mapToDouble(s -> s.report().startedAtMillis() + s.report().elapsedNanos() / 1e6)
            .max()
            .orElseThrow();
    Machine machine = machine(shares);
    warnings.add(
        "loaded by %d injectors on %d machines with %d cores in all, by their own clocks; what ran beside the service was not watched"
            .formatted(shares.size(), hosts(shares), machine.cores()));
    return Sitting.begun(start, machine, CalibrationNote.NONE)
        .ended(
            Math.max(0, (last - start.toEpochMilli()) / 1_000),
            plan.ratePerSecond() * shares.size() / shares.get(0).run.of(),
            warnings,
            List.of());
  }

  private static int hosts(List<Share> shares) {
    return (int) shares.stream().map(share -> share.run.host()).distinct().count();
  }

  /** The first one, with the cores of all: what generators took is their sum. */
  private static Machine machine(List<Share> shares) {
    Set<String> hosts = new HashSet<>();
    int cores =
        shares.stream()
            .map(Share::run)
            .filter(run -> hosts.add(run.host()))
            .mapToInt(run -> run.machine().cores())
            .sum();
    Machine one = shares.get(0).run.machine();
    return new Machine(cores, one.cpu(), one.memoryMegabytes(), one.os(), one.jdk(), one.more());
  }
}

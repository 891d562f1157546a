package dev.tuninglab.lab.analysis;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The promises of docs/measuring.md, counted in simulated labs: prints the tables that stand there.
 *
 * <p>Arguments: experiments a setting (10,000 when none is given); curves that are only to be read
 * off, power and when a precision is reached, have a fifth of that.
 */
final class VerdictProof {
  private static final long SEED = 20_250_101;

  private final int experiments;
  private final PrintStream out;

  VerdictProof(int experiments, PrintStream out) {
    this.experiments = experiments;
    this.out = out;
  }

  public static void main(String[] args) {
    int experiments = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
    long begin = System.nanoTime();
    new VerdictProof(experiments, System.out).all();
    System.err.printf("%.0f s%n", (System.nanoTime() - begin) / 1e9);
  }

  private void all() {
    equalVariants();
    stoppingEarly();
    knownDifferences();
    falseSames();
    power();
    precision();
    naive();
  }

  private void equalVariants() {
    title("Equal variants: how often anything is called faster or slower");
    row("lab", "any figure", "P50", "`same`", "P50 covered", "P99 covered");
    rule(6);
    ProofLabs.settings()
        .forEach(
            (name, change) -> {
              Tally tally = Tally.of(experiments, SEED, ProofLabs.lab(change));
              row(
                  name,
                  percent(tally.falseClaims()),
                  percent(tally.falsePrimaries()),
                  percent(tally.same()),
                  percent(tally.primaryCoverage(1)),
                  percent(tally.p99Coverage(1)));
            });
  }

  private void stoppingEarly() {
    title("Equal variants, looked at after every fork from the third on, ended by precision");
    row("lab", "precision", "forks", "any figure", "P50", "P50 covered", "P99 covered");
    rule(7);
    for (int most : new int[] {6, 12}) {
      for (double precision : new double[] {0.05, 0.1}) {
        stoppingEarly("plain", lab -> lab.forks = most, precision, most);
        stoppingEarly("all at once", ProofLabs.all(lab -> lab.forks = most), precision, most);
      }
    }
    stoppingEarly(
        "all, 4 variants, 3 endpoints, back to back",
        lab -> {
          ProofLabs.settings().get("all, 4 variants, 3 endpoints, back to back").accept(lab);
          lab.forks = 6;
        },
        0.1,
        6);
  }

  private void stoppingEarly(
      String name, Consumer<SimulatedLab> change, double precision, int most) {
    Tally tally = Tally.of(experiments, SEED, ProofLabs.lab(change), 3, precision);
    row(
        name,
        whole(precision),
        number(tally.meanForks()) + " of " + most,
        percent(tally.falseClaims()),
        percent(tally.falsePrimaries()),
        percent(tally.primaryCoverage(1)),
        percent(tally.p99Coverage(1)));
  }

  private void knownDifferences() {
    title("Known differences: how often the interval holds the truth");
    row(
        "lab",
        "difference",
        "wrong side, or `same` outside the margin",
        "P50 covered",
        "P99 covered");
    rule(5);
    Map<String, Consumer<SimulatedLab>> labs = new LinkedHashMap<>();
    labs.put("plain", lab -> {});
    labs.put("all at once", ProofLabs::everything);
    labs.put("all, 3 forks", ProofLabs.settings().get("all, 3 forks"));
    labs.put("all, 8 forks", ProofLabs.settings().get("all, 8 forks"));
    labs.forEach(
        (name, change) -> {
          for (double ratio : new double[] {0.5, 1.1}) {
            Tally tally =
                Tally.of(
                    experiments, SEED, ProofLabs.lab(change.andThen(lab -> lab.ratio = ratio)));
            row(
                name,
                "x " + ratio,
                percent(ratio < 1 ? Double.NaN : tally.falseClaims() + tally.falseSames()),
                percent(tally.primaryCoverage(ratio)),
                percent(tally.p99Coverage(ratio)));
          }
          for (double micros : new double[] {200, 2_000}) {
            Tally tally =
                Tally.of(
                    experiments,
                    SEED,
                    ProofLabs.lab(change.andThen(lab -> lab.addedMicros = micros)));
            row(
                name,
                "+ " + number(micros / 1_000) + " ms to 2 ms",
                percent(tally.falseClaims()),
                percent(tally.primaryCoverageOfTheMean()),
                percent(tally.p99CoverageOfTheMean()));
          }
        });
  }

  private void falseSames() {
    title("Just outside of the margin: how often `same` is claimed of a difference of 5.1%");
    row("forks", "JVMs differ by 0.5%", "1%", "2%", "5%");
    rule(5);
    for (int forks : new int[] {3, 5, 8, 12}) {
      String[] cells = new String[5];
      cells[0] = String.valueOf(forks);
      double[] spreads = {0.005, 0.01, 0.02, 0.05};
      for (int i = 0; i < spreads.length; i++) {
        double spread = spreads[i];
        cells[i + 1] =
            percent(
                Tally.of(
                        experiments,
                        SEED,
                        ProofLabs.lab(
                            lab -> {
                              lab.forks = forks;
                              lab.forkSpread = spread;
                              lab.sliceSpread = spread;
                              lab.ratio = 1.051;
                            }))
                    .same());
      }
      row(cells);
    }
  }

  private void power() {
    title("Power: how often P50 is called slower when it is, by so much; JVMs differ by 5%");
    double[] effects = {0.01, 0.02, 0.03, 0.05, 0.07, 0.10, 0.15, 0.20, 0.30};
    String[] head = new String[effects.length + 1];
    head[0] = "forks";
    for (int i = 0; i < effects.length; i++) {
      head[i + 1] = whole(effects[i]);
    }
    row(head);
    rule(head.length);
    for (int forks : new int[] {3, 5, 8, 12}) {
      String[] cells = new String[effects.length + 1];
      cells[0] = String.valueOf(forks);
      for (int i = 0; i < effects.length; i++) {
        double effect = effects[i];
        Tally tally =
            Tally.of(
                experiments / 5,
                SEED,
                ProofLabs.lab(
                    lab -> {
                      lab.forks = forks;
                      lab.ratio = 1 + effect;
                    }));
        cells[i + 1] = share(tally.found());
      }
      row(cells);
    }
  }

  private void precision() {
    title("`--precision`, at most 20 forks, 10% slower: when it stops");
    row("JVMs differ by", "precision", "stopped early", "forks", "called slower", "P50 covered");
    rule(6);
    for (double spread : new double[] {0.02, 0.05}) {
      for (double precision : new double[] {0.03, 0.05, 0.10}) {
        Tally tally =
            Tally.of(
                experiments / 5,
                SEED,
                ProofLabs.lab(
                    lab -> {
                      lab.forks = 20;
                      lab.forkSpread = spread;
                      lab.ratio = 1.1;
                    }),
                3,
                precision);
        row(
            whole(spread),
            whole(precision),
            share(tally.stopped()),
            number(tally.meanForks()),
            share(tally.found()),
            percent(tally.primaryCoverage(1.1)));
      }
    }
  }

  private void naive() {
    title("The same labs, equal variants, judged in ways that are common");
    row(
        "lab",
        "rank test over requests",
        "t test over rounds",
        "each figure by itself",
        "P50 after every fork, 3 to 8");
    rule(5);
    Map<String, Consumer<SimulatedLab>> labs = new LinkedHashMap<>();
    labs.put("plain", lab -> {});
    labs.put("JVMs differ by 2%", ProofLabs.settings().get("JVMs differ by 2%"));
    labs.put("all at once", ProofLabs::everything);
    labs.forEach(
        (name, change) ->
            row(
                name,
                percent(naive(ProofLabs.lab(change), NaiveWays::ranksOfRequests)),
                percent(naive(ProofLabs.lab(change), NaiveWays::roundsAsUnits)),
                percent(naive(ProofLabs.lab(change), NaiveWays::anyFigure)),
                percent(
                    naive(
                        ProofLabs.lab(change.andThen(lab -> lab.forks = 8)), NaiveWays::anyLook))));
  }

  private double naive(SimulatedLab lab, NaiveWays.Way way) {
    return NaiveWays.falseClaims(experiments, SEED, lab, way);
  }

  private void title(String text) {
    out.println("\n" + text + "\n");
  }

  private void row(String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
    out.flush();
  }

  private void rule(int columns) {
    out.println("|" + " --- |".repeat(columns));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  private static String whole(double share) {
    return Math.round(100 * share) + "%";
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}

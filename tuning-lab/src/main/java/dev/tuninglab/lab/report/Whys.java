package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.measure.Bulk;
import dev.tuninglab.lab.measure.MeasuredLink;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.why.Causes;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Distance;
import dev.tuninglab.lab.why.Explanation;
import dev.tuninglab.lab.why.Inside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains each verdict of a result from what was seen inside of its variants. */
final class Whys {
  private final List<Result.VariantResult> variants;
  private final Recording recording;
  private final List<Result.ComparisonResult> comparisons;
  private final String primary;
  private final Diagnosis diagnosis;
  private final Distance distance;

  private Whys(
      List<Result.VariantResult> variants,
      Recording recording,
      List<Result.ComparisonResult> comparisons,
      String primary,
      Diagnosis diagnosis,
      Distance distance) {
    this.variants = variants;
    this.recording = recording;
    this.comparisons = comparisons;
    this.primary = primary;
    this.diagnosis = diagnosis;
    this.distance = distance;
  }

  /**
   * Null when nobody looked.
   *
   * @param primary the metric that verdicts are about
   */
  static Result.WhyResult of(
      List<Result.VariantResult> variants,
      Recording recording,
      List<Result.ComparisonResult> comparisons,
      String primary,
      Diagnosis diagnosis,
      List<MeasuredLink> links) {
    if (diagnosis.variants().isEmpty() && diagnosis.notes().isEmpty()) {
      return null;
    }
    Whys whys = new Whys(variants, recording, comparisons, primary, diagnosis, distance(links));
    return new Result.WhyResult(
        diagnosis, WhyText.repeated(diagnosis.variants()), whys.explanations());
  }

  private static Distance distance(List<MeasuredLink> links) {
    double database = 0;
    double perByte = 0;
    for (MeasuredLink link : links) {
      if (link.place().equals(Network.DATABASE)) {
        database = link.roundTrip().p50Micros();
      } else if (link.link().isLimited()) {
        perByte = 8e6 / link.link().bitsPerSecond();
      }
    }
    return new Distance(database, perByte);
  }

  private List<Explanation> explanations() {
    List<Explanation> all = new ArrayList<>();
    Result.VariantResult baseline = variants.get(0);
    Optional<Inside> before = inside(baseline);
    for (Result.VariantResult candidate : variants.subList(1, variants.size())) {
      Optional<Inside> after = inside(candidate);
      if (before.isPresent() && after.isPresent() && compared(candidate)) {
        all.add(explanation(baseline, before.get(), candidate, after.get()));
      }
    }
    return all;
  }

  private boolean compared(Result.VariantResult candidate) {
    return comparison(candidate, primary).isPresent();
  }

  /** With the size of its responses, as measured. */
  private Optional<Inside> inside(Result.VariantResult variant) {
    Double bytes = variant.perRequest().get(Counter.RESPONSE_BYTES.id());
    return diagnosis
        .of(variant.name())
        .map(seen -> bytes == null ? seen : seen.with(Counter.RESPONSE_BYTES, bytes));
  }

  private Explanation explanation(
      Result.VariantResult baseline, Inside before, Result.VariantResult candidate, Inside after) {
    double difference = bulk(candidate) - bulk(baseline);
    if (!shown(candidate, difference)) {
      return new Explanation(
          before.variant(),
          after.variant(),
          Results.rounded(difference),
          List.of(),
          null,
          WhyText.unexplained(before, after, decided(candidate)));
    }
    Causes causes = Causes.of(before, after, difference, distance);
    return new Explanation(
        before.variant(),
        after.variant(),
        Results.rounded(difference),
        causes.list(),
        Results.rounded(causes.leftOver()),
        WhyText.explained(before, after, difference, causes));
  }

  private boolean decided(Result.VariantResult candidate) {
    return comparison(candidate, primary).filter(Whys::differs).isPresent();
  }

  private double bulk(Result.VariantResult variant) {
    return Bulk.mean(recording.fromScheduled(variant.name()));
  }

  /**
   * Whether there is a difference to share out: the verdict names one, and the means of the bulk,
   * which are what adds up, differ to the same side.
   */
  private boolean shown(Result.VariantResult candidate, double difference) {
    Optional<Result.ComparisonResult> verdict =
        comparison(candidate, primary).filter(Whys::differs);
    return verdict.isPresent() && (verdict.get().verdict().equals("faster") == difference < 0);
  }

  private static boolean differs(Result.ComparisonResult c) {
    return c.verdict().equals("faster") || c.verdict().equals("slower");
  }

  private Optional<Result.ComparisonResult> comparison(
      Result.VariantResult candidate, String metric) {
    return comparisons.stream()
        .filter(c -> c.candidate().equals(candidate.name()))
        .filter(c -> c.endpoint() == null && c.metric().equals(metric))
        .findFirst();
  }
}

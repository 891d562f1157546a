package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Explanation;
import java.util.List;
import java.util.Map;

/**
 * What a comparison found: the one model that every report renders, and, written as JSON, the
 * contract that other tools read. A number that was not measured is absent, never 0.
 *
 * @param schema version of this form: 1
 * @param valid whether a verdict may be given
 * @param invalidReasons why not
 * @param warnings what a reader should know beside the verdicts
 * @param machine where it was measured; null when that is no longer known
 * @param environment the links that were asked for, by place: {@code database}, {@code client};
 *     null when all went over loopback
 * @param calibration that was at hand; null if there was none
 * @param startedAt ISO 8601, UTC
 * @param command the words after {@code lab} that run this again
 * @param answer to what was asked, where that is more than a comparison
 * @param why what was seen inside of the variants afterwards; null when nobody looked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
    int schema,
    String name,
    boolean valid,
    List<String> invalidReasons,
    List<String> warnings,
    Machine machine,
    Map<String, LinkResult> environment,
    CalibrationNote calibration,
    String startedAt,
    List<String> command,
    String target,
    String data,
    String workload,
    Plan plan,
    List<VariantResult> variants,
    List<ComparisonResult> comparisons,
    List<NotClaimedResult> notClaimed,
    List<WarmUpResult> warmUps,
    List<GateResult> gates,
    @JsonUnwrapped Answer answer,
    WhyResult why) {

  public static final int SCHEMA = 1;

  /**
   * A link as it was asked for and as it was.
   *
   * @param nominal as it was asked for: {@code 500us}, {@code 20mbit/20ms}
   * @param nominalMicros the round trip that was asked for, and what an echo's byte takes each way
   * @param bitsPerSecond each way; null when not limited
   * @param roundTripMicros p50 and p99 of an echo before the slices; no p99 below 100 pings
   * @param addedMicros p50 less the nominal: the relay's own addition, and that of loopback
   * @param latenessMicros p50 and p99 of what was delivered while subjects ran behind the instant
   *     at which it was due; empty when nothing was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LinkResult(
      String nominal,
      double nominalMicros,
      Long bitsPerSecond,
      int pings,
      Map<String, Double> roundTripMicros,
      double addedMicros,
      Map<String, Double> latenessMicros) {}

  /**
   * How it was measured.
   *
   * @param tookSeconds from the first start of a subject to the last slice
   * @param forks in which at least one round was measured
   * @param rounds measured rounds, over all forks
   * @param ratePerSecond offered to each variant by an open load; null with users back to back
   * @param arrivals of an open load: {@code constant} or {@code poisson}; null likewise
   * @param users who ask again as soon as they are answered (closed load); null with an open one
   * @param precision half-width of the primary's interval, as a share, at which measuring was to
   *     end; null when the whole budget was to be spent
   * @param margin half-width of what counts as the same, as a share
   * @param injectors load generators that shared every slice; null for one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Plan(
      double budgetSeconds,
      double tookSeconds,
      int forks,
      int rounds,
      double sliceSeconds,
      Double ratePerSecond,
      String arrivals,
      Integer users,
      Double precision,
      long seed,
      String primaryMetric,
      double margin,
      Integer injectors) {

    /** With a single load generator. */
    public Plan(
        double budgetSeconds,
        double tookSeconds,
        int forks,
        int rounds,
        double sliceSeconds,
        Double ratePerSecond,
        String arrivals,
        Integer users,
        Double precision,
        long seed,
        String primaryMetric,
        double margin) {
      this(
          budgetSeconds,
          tookSeconds,
          forks,
          rounds,
          sliceSeconds,
          ratePerSecond,
          arrivals,
          users,
          precision,
          seed,
          primaryMetric,
          margin,
          null);
    }
  }

  /**
   * @param requests completed requests in measured slices
   * @param refused those that the service said it does not take now, by a status that the workload
   *     names; they are neither requests nor errors
   * @param errors failed ones; their latencies are in none of the figures
   * @param ratePerSecond completed requests per second of measured slices
   * @param latencyMicros from the scheduled instant to the last byte
   * @param fromSendMicros from the send to the last byte: what most other tools print
   * @param refusedMicros from the scheduled instant to a refusal
   * @param latenessMicros how late the generator sent
   * @param checks what speaks for these figures, or against them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record VariantResult(
      String name,
      Map<String, String> settings,
      long requests,
      long refused,
      long errors,
      Map<String, Long> errorsByKind,
      double ratePerSecond,
      Map<String, Double> latencyMicros,
      Map<String, Double> fromSendMicros,
      Map<String, Double> refusedMicros,
      Map<String, Double> latenessMicros,
      Map<String, Double> perRequest,
      Checks checks) {

    /** Share of all requests, 0 to 1, that were refused. */
    double refusedShare() {
      return share(refused);
    }

    /** Share of all requests, 0 to 1, that failed. */
    double errorShare() {
      return share(errors);
    }

    private double share(long some) {
      return some == 0 ? 0 : (double) some / (requests + refused + errors);
    }
  }

  /**
   * What the witnesses of a variant's measured slices said; what nobody said is null.
   *
   * @param generatorCpuShare of all cores, taken by the load generator, 0 to 1
   * @param generatorGcShare of the time, spent by it in garbage collections, 0 to 1
   * @param machineLateP99Micros how late a thread ran that wanted to run every millisecond: the
   *     median of the slices' P99
   * @param machineLateMaxMicros the latest that it ran
   * @param machineStalledShare of the time, during which it was kept waiting by 50 ms or more
   * @param subjectCounted requests that the subjects themselves counted
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Checks(
      Double generatorCpuShare,
      Double generatorGcShare,
      Long machineLateP99Micros,
      Long machineLateMaxMicros,
      Double machineStalledShare,
      Long subjectCounted) {}

  /** Whether some variant refused requests: only then do tables have a column for it. */
  public boolean anyRefused() {
    return variants.stream().anyMatch(variant -> variant.refused() > 0);
  }

  /**
   * Candidate against baseline in one metric; {@code ratio} below 1 is faster, but for throughput
   * above 1.
   *
   * @param endpoint of these requests alone; null for all together
   * @param low lower end of the interval of the ratio, by itself
   * @param high upper end
   * @param adjustedP p-value that allows for all other figures of the result, and for looks at them
   *     before all was measured; at most 0.05 for {@code faster} and {@code slower}
   * @param smallestDifference that would have been shown with a probability of 80%, as a share
   * @param forksToDecide of this length in all, if ratio and spread are what they look like; null
   *     when it is decided, or when 1,000 would not do
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ComparisonResult(
      String baseline,
      String candidate,
      String endpoint,
      String metric,
      double ratio,
      double low,
      double high,
      double confidence,
      String verdict,
      double adjustedP,
      double smallestDifference,
      Integer forksToDecide,
      int rounds,
      int forks) {}

  /**
   * A metric that too few requests were measured for.
   *
   * @param requests of the variant that has fewer
   * @param needed of each variant
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NotClaimedResult(
      String baseline,
      String candidate,
      String endpoint,
      String metric,
      long requests,
      long needed) {}

  /**
   * The warm-up of one variant in one fork.
   *
   * @param microsPerRequest with a few users back to back, slice by slice: measuring began when it
   *     no longer fell, or when time was up
   * @param steady whether it no longer fell
   */
  public record WarmUpResult(
      String variant, int fork, List<Double> microsPerRequest, boolean steady) {}

  /**
   * A gate, and one variant that has to keep it.
   *
   * @param rule as it was given: {@code p99<50ms}, {@code p95 ratio<1.05}
   * @param variant of a ratio, the candidate
   * @param endpoint of whose requests alone; null for all together
   * @param value of the variant, over its forks, as people read it; null when too little was
   *     measured
   * @param interval in which it lies; null likewise
   * @param outcome {@code held}, {@code failed} or {@code undecided}: whether the whole interval
   *     keeps the limit, breaks it, or neither
   * @param held whether the outcome is {@code held}
   * @param passed whether it speaks for exit code 0: held, or undecided and meant to pass then
   * @param why it is undecided, or what would decide it; null where the interval says it all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GateResult(
      String rule,
      String variant,
      String endpoint,
      String value,
      IntervalResult interval,
      String outcome,
      boolean held,
      boolean passed,
      String why) {

    /** The variant, and the kind of request where it is about one. */
    public String of() {
      return endpoint == null ? variant : variant + ", " + endpoint;
    }
  }

  /**
   * Where a figure lies.
   *
   * @param unit of both ends: {@code us}, {@code /s}, {@code share} (0 to 1) or {@code ratio}
   */
  public record IntervalResult(double low, double high, double confidence, String unit) {}

  /**
   * Why variants differ.
   *
   * @param diagnosis what was seen, variant by variant; nothing of it is from a timed slice
   * @param findings what any reader should know of a variant by itself, in sentences: statements
   *     that run many times a request
   * @param explanations of the candidates that were compared and looked into
   */
  public record WhyResult(
      Diagnosis diagnosis, List<String> findings, List<Explanation> explanations) {}

  /** The comparison that names the verdict on a candidate; null when there is none. */
  public ComparisonResult primary(String candidate) {
    return comparisons.stream()
        .filter(c -> c.candidate().equals(candidate) && c.endpoint() == null)
        .filter(c -> c.metric().equals(plan.primaryMetric()))
        .findFirst()
        .orElse(null);
  }

  /** All variants but the baseline. */
  public List<VariantResult> candidates() {
    return variants.subList(Math.min(1, variants.size()), variants.size());
  }
}

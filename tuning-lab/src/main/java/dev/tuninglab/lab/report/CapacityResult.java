package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How far it goes.
 *
 * @param sla what has to be kept for a rate to be held: {@code p99<50ms,errors<0.1%}
 * @param figure the first latency of the SLA: {@code p99}
 * @param limitMicros its limit, in microseconds
 * @param stepSeconds for which a rate was offered, at least, to see whether it is held
 * @param variants in the order of the experiment
 * @param ratios of candidates to the baseline, for those of which both are known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacityResult(
    String sla,
    String figure,
    double limitMicros,
    double stepSeconds,
    List<HeldResult> variants,
    List<CapacityRatioResult> ratios) {

  /**
   * The capacity of one variant.
   *
   * @param outcome {@code found}; {@code atLeast}, where the highest rate that is offered was held;
   *     {@code none}, where no rate was; {@code unknown}
   * @param perSecond highest rate that held, in requests a second: the geometric mean of the JVMs'
   * @param low lower end of its interval
   * @param high upper end
   * @param perDay as many in a day, if they came evenly
   * @param forks what each JVM held
   * @param tries every rate that was offered, in order
   * @param leftOut tries that failed while the machine stood still, and do not count
   * @param machines how many such machines each demand takes
   * @param scalability where numbers of users were tried as well
   * @param why it is unknown; null when it is not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HeldResult(
      String variant,
      String outcome,
      Double perSecond,
      Double low,
      Double high,
      Double confidence,
      Double perDay,
      List<BracketResult> forks,
      List<TryResult> tries,
      int leftOut,
      List<MachinesResult> machines,
      ScalabilityResult scalability,
      String why) {}

  /**
   * @param held highest rate that held, in requests a second; 0 when none did
   * @param failed lowest rate above it that failed; null when none did
   * @param found whether both are close enough together to count
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BracketResult(int fork, double held, Double failed, boolean found) {}

  /**
   * A rate that was offered for a while.
   *
   * @param answeredPerSecond requests answered a second, until the last one was
   * @param p50Micros latency from the scheduled instant; null when nothing was answered
   * @param figureMicros that which the SLA limits
   * @param held whether the SLA was kept
   * @param counts not where it was broken while the machine stood still
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TryResult(
      int fork,
      double ratePerSecond,
      double answeredPerSecond,
      Double p50Micros,
      Double figureMicros,
      boolean held,
      boolean counts) {}

  /**
   * @param demand as it was given: {@code 1M/day}
   * @param perSecond if it came evenly
   * @param machines that hold it, each at the lower end of the interval; null when that is unknown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MachinesResult(String demand, double perSecond, Long machines) {}

  /**
   * The Universal Scalability Law, fitted.
   *
   * @param perSecond of a single user who asks back to back
   * @param contention share of the work that goes one at a time (sigma)
   * @param coherency what each pair of users costs (kappa)
   * @param unexplained root mean square of the deviations from the law, as a share
   * @param usersAtPeak who get most out of it; null when more always get a little more
   * @param perSecondAtPeak what they get
   * @param points means over the JVMs
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ScalabilityResult(
      double perSecond,
      double contention,
      double coherency,
      double unexplained,
      Double usersAtPeak,
      Double perSecondAtPeak,
      List<UsersResult> points) {}

  /**
   * @param users back to back
   * @param perSecond requests answered a second
   * @param law what the law says
   */
  public record UsersResult(int users, double perSecond, double law) {}

  /**
   * @param ratio of the candidate's capacity to the baseline's; above 1 it holds more
   * @param adjustedP with all candidates in view; at most 0.05 for {@code faster}, {@code slower}
   */
  public record CapacityRatioResult(
      String baseline,
      String candidate,
      double ratio,
      double low,
      double high,
      double confidence,
      String verdict,
      double adjustedP,
      int forks) {}
}

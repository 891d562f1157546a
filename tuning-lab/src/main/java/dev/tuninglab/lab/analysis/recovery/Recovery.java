package dev.tuninglab.lab.analysis.recovery;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

/**
 * When a disturbance began to show, when it had passed, and what it cost.
 *
 * <p>A moment beyond the band is none to speak of: steady ones are, now and then. So the service
 * counts as outside when {@link #latencyRun} moments in a row have a P99 beyond the band, or {@link
 * #lossRun} a share of lost requests. The runs are the shortest for which a false alarm within all
 * of what was watched is no more likely than {@value #FALSE_ALARM}, half of it for each figure, by
 * the sum over all moments (Boole's inequality). That holds for moments of which any order is as
 * likely; a machine that drifts, or stalls for longer than a run, makes false alarms of its own.
 *
 * @param band of the moments before
 * @param latencyRun moments in a row with a P99 beyond the band that count as outside
 * @param lossRun moments in a row with a share of lost requests beyond it
 * @param falseAlarm probability, at most, that a run was outside where nothing happened
 * @param noticedAfter seconds from the begin to the first moment of the first run outside; 0 for
 *     one that began with the moment of the begin, absent for none before the next disturbance
 * @param returnedAfter seconds from the end to the first moment within the band; absent for none
 * @param recoveredAfter seconds from the end to the first moment within the band from which on, for
 *     the time that was asked for, no run was outside; absent for none within what was measured
 * @param relapsedAfter seconds from the end to the first run outside after that; absent for none
 * @param lost requests that failed or were refused from the begin on, beyond what the share before
 *     lets expect
 */
public record Recovery(
    Band band,
    int latencyRun,
    int lossRun,
    double falseAlarm,
    OptionalDouble noticedAfter,
    OptionalDouble returnedAfter,
    OptionalDouble recoveredAfter,
    OptionalDouble relapsedAfter,
    double lost,
    Phase before,
    Phase during,
    Phase after) {
  private static final double FALSE_ALARM = 0.01;
  private static final int LONGEST_RUN = 10;

  /**
   * What happened when; all in seconds since the first moment began.
   *
   * @param steadyFrom begin of what was undisturbed
   * @param steadyTo its end
   * @param begin of the disturbance
   * @param end of it
   * @param until up to which it is watched: where the next one begins, or all ends
   * @param hold for how long a service has to stay within the band to have recovered
   */
  public record Disturbance(
      double steadyFrom, double steadyTo, double begin, double end, double until, double hold) {
    public Disturbance {
      boolean ordered =
          0 <= steadyFrom
              && steadyFrom <= steadyTo
              && steadyTo <= begin
              && begin <= end
              && end <= until
              && hold >= 0;
      if (!ordered) {
        throw new IllegalArgumentException(
            "instants must follow each other, but were %s to %s, %s to %s, %s (hold %s)"
                .formatted(steadyFrom, steadyTo, begin, end, until, hold));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if too little was measured before the disturbance
   */
  public static Recovery of(Course course, Disturbance what) {
    int steadyFrom = course.from(what.steadyFrom());
    int steadyTo = course.at(what.steadyTo());
    int begin = course.at(what.begin());
    int end = course.from(what.end());
    int until = course.from(what.until());
    Band band = Band.of(course.moments().subList(steadyFrom, Math.max(steadyFrom, steadyTo)));
    int watched = Math.max(0, until - begin);
    int latencyRun = run(band::chanceOfLatencies, watched);
    int lossRun = run(band::chanceOfLosses, watched);
    Search search = new Search(course.moments().subList(0, until), band, latencyRun, lossRun);
    int hold = course.from(what.hold());
    int noticed = search.firstOutside(begin);
    int returned = search.firstWithin(end);
    int recovered = search.firstToStay(end, hold);
    int relapsed = recovered < 0 ? -1 : search.firstOutside(recovered);
    Phase during = Phase.of(course, begin, end);
    Phase after = Phase.of(course, end, until);
    double expected = band.lostShare() * (during.offered() + after.offered());
    return new Recovery(
        band,
        latencyRun,
        lossRun,
        Math.min(1, watched * (band.chanceOfLatencies(latencyRun) + band.chanceOfLosses(lossRun))),
        since(what.begin(), course, noticed),
        since(what.end(), course, returned),
        since(what.end(), course, recovered),
        since(what.end(), course, relapsed),
        Math.max(0, during.lost() + after.lost() - expected),
        Phase.of(course, steadyFrom, steadyTo),
        during,
        after);
  }

  private static int run(IntToDoubleFunction chanceOf, int watched) {
    int run = 2;
    while (run < LONGEST_RUN && watched * chanceOf.applyAsDouble(run) > FALSE_ALARM / 2) {
      run++;
    }
    return run;
  }

  private static OptionalDouble since(double instant, Course course, int index) {
    return index < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, course.begin(index) - instant));
  }

  /** Looks through the moments up to the end of what is watched; -1 for nothing found. */
  private record Search(List<Moment> moments, Band band, int latencyRun, int lossRun) {

    int firstOutside(int from) {
      int latency = firstRun(from, latencyRun, moment -> !band.holdsLatencyOf(moment));
      int loss = firstRun(from, lossRun, moment -> !band.holdsLossOf(moment));
      return latency < 0 || loss < 0 ? Math.max(latency, loss) : Math.min(latency, loss);
    }

    private int firstRun(int from, int run, Predicate<Moment> beyond) {
      int length = 0;
      for (int i = from; i < moments.size(); i++) {
        length = beyond.test(moments.get(i)) ? length + 1 : 0;
        if (length == run) {
          return i - run + 1;
        }
      }
      return -1;
    }

    int firstWithin(int from) {
      for (int i = from; i < moments.size(); i++) {
        if (band.holds(moments.get(i))) {
          return i;
        }
      }
      return -1;
    }

    int firstToStay(int from, int hold) {
      int within = firstWithin(from);
      while (within >= 0 && within + hold <= moments.size()) {
        int outside = firstOutside(within);
        if (outside < 0 || outside >= within + hold) {
          return within;
        }
        within = firstWithin(outside);
      }
      return -1;
    }
  }
}

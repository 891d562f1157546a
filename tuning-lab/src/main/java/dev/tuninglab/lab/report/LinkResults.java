package dev.tuninglab.lab.report;

import dev.tuninglab.lab.measure.MeasuredLink;
import dev.tuninglab.lab.measure.RoundTrip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Links as reports show them. */
public final class LinkResults {
  private LinkResults() {}

  /** By place; null where there are none. */
  static Map<String, Result.LinkResult> of(List<MeasuredLink> links) {
    if (links.isEmpty()) {
      return null;
    }
    Map<String, Result.LinkResult> environment = new LinkedHashMap<>();
    links.forEach(link -> environment.put(link.place(), of(link)));
    return environment;
  }

  /** A link as reports show it. */
  public static Result.LinkResult of(MeasuredLink measured) {
    RoundTrip roundTrip = measured.roundTrip();
    Map<String, Double> echo = new LinkedHashMap<>();
    echo.put("p50", Results.rounded(roundTrip.p50Micros()));
    if (roundTrip.p99Micros() != null) {
      echo.put("p99", Results.rounded(roundTrip.p99Micros()));
    }
    Map<String, Double> late = new LinkedHashMap<>();
    if (measured.lateness().p50Micros() != null) {
      late.put("p50", Results.rounded(measured.lateness().p50Micros()));
      late.put("p99", Results.rounded(measured.lateness().p99Micros()));
    }
    return new Result.LinkResult(
        measured.link().text(),
        Results.rounded(roundTrip.nominalMicros()),
        measured.link().isLimited() ? measured.link().bitsPerSecond() : null,
        roundTrip.pings(),
        echo,
        Results.rounded(roundTrip.addedMicros()),
        late);
  }
}

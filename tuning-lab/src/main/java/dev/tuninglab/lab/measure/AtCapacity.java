package dev.tuninglab.lab.measure;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.lab.analysis.capacity.Bracket;
import dev.tuninglab.lab.analysis.capacity.Step;
import dev.tuninglab.lab.experiment.Sla;
import dev.tuninglab.lab.experiment.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Of a search for capacities what its users would have seen: the tries at the highest rate that
 * each JVM held, of those that kept the SLA. Tries on the way there, and those beyond, are no one's
 * service.
 */
public final class AtCapacity {
  private AtCapacity() {}

  /**
   * Warm-ups stay, and all of a variant that held no rate.
   *
   * @param all everything that was measured
   */
  public static Recording of(Recording all, List<Variant> variants, Sla sla) {
    Map<String, Map<Integer, Double>> held = new HashMap<>();
    for (Variant variant : variants) {
      Map<Integer, Double> byFork =
          Bracket.of(Steps.of(all, variant.name(), sla)).stream()
              .filter(bracket -> bracket.held() > 0)
              .collect(Collectors.toMap(Bracket::fork, Bracket::held));
      held.put(variant.name(), byFork);
    }
    Steps steps = new Steps(sla);
    Stream<Slice> kept =
        all.slices().stream()
            .filter(
                slice ->
                    slice.phase() == Slice.Phase.WARM_UP
                        || held.get(slice.variant()).isEmpty()
                        || isAt(held.get(slice.variant()).get(slice.fork()), slice)
                            && steps.judge(slice).filter(Step::held).isPresent());
    return new Recording(all.ratePerSecond(), kept.toList(), all.subjectCounts());
  }

  private static boolean isAt(Double rate, Slice slice) {
    return rate != null && slice.load() instanceof Load.Open open && open.ratePerSecond() == rate;
  }
}

package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What differs between two runs besides when they were made: each may be why figures differ. */
final class Circumstances {
  private final List<String> differences = new ArrayList<>();

  private Circumstances() {}

  /**
   * @param pairs the variants of the first, with those of the second that they are compared with
   * @return a sentence each
   */
  static List<String> differences(StoredRun first, StoredRun second, Map<Variant, Variant> pairs) {
    Circumstances found = new Circumstances();
    found.machines(first.sitting().machine(), second.sitting().machine());
    found.experiments(first.experiment(), second.experiment());
    found.compare("load", load(first), load(second));
    pairs.forEach(found::settings);
    return List.copyOf(found.differences);
  }

  private void compare(String what, Object first, Object second) {
    if (!first.equals(second)) {
      differences.add("the " + what + " differs: " + first + ", then " + second);
    }
  }

  private void machines(Machine first, Machine second) {
    if (first == null || second == null) {
      differences.add(
          "the machine of the "
              + (first == null ? second == null ? "two runs" : "first" : "second")
              + " is not known: it may be another one");
    } else {
      List<String> parts = second.differences(first);
      if (!parts.isEmpty()) {
        differences.add(
            "the machine differs (there the first, here the second): " + String.join("; ", parts));
      }
    }
  }

  private void experiments(Experiment first, Experiment second) {
    compare("target", first.target(), second.target());
    compare("data", first.data(), second.data());
    compare("workload", first.workload(), second.workload());
    for (String place : List.of(Network.DATABASE, Network.CLIENT)) {
      compare("network (" + place + ")", link(first, place), link(second, place));
    }
    Design one = first.design();
    Design other = second.design();
    compare("length of a slice", Units.text(one.slice()), Units.text(other.slice()));
    compare("declared metric", one.primary().name(), other.primary().name());
  }

  private static String link(Experiment experiment, String place) {
    Link link = experiment.network().links().get(place);
    return link == null ? "loopback" : link.text();
  }

  private static String load(StoredRun run) {
    Mode mode = run.experiment().design().mode();
    if (mode instanceof Mode.Throughput closed) {
      return closed.users() + " users, closed model";
    }
    if (mode instanceof Mode.Capacity capacity) {
      return "the highest rate with " + capacity.sla().text();
    }
    Mode.Latency open = (Mode.Latency) mode;
    return Words.number(run.recording().ratePerSecond())
        + "/s, "
        + open.arrivals().id()
        + " arrivals";
  }

  private void settings(Variant first, Variant second) {
    compare("set of settings of " + first.name(), first.settings(), second.settings());
  }
}

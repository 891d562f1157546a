package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Variant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What changes the database of a target. Variants that share one would then disturb each other, and
 * the data would differ from run to run: each needs its own.
 *
 * @param knobs whose variants bring the database into a shape of theirs as they start
 * @param workloads whose requests write
 */
record DatabaseChanges(Set<String> knobs, Set<String> workloads) {
  private static final String OWN = "own";

  /**
   * @throws BadInput if a key has another value, or the lab cannot copy the target's database
   */
  static DatabaseChanges of(TargetFile file) {
    Set<String> knobs = new HashSet<>();
    for (Map.Entry<String, TargetFile.KnobEntry> knob : file.knobs().entrySet()) {
      String database = knob.getValue().database();
      if (database != null) {
        String key = "knobs." + knob.getKey() + ".database";
        if (!database.equals(OWN)) {
          throw new BadInput(key + " must be own, but was '" + database + "'");
        }
        demandShop(file, key + ": own");
        knobs.add(knob.getKey());
      }
    }
    Set<String> workloads = new HashSet<>();
    for (Map.Entry<String, TargetFile.WorkloadEntry> workload : file.workloads().entrySet()) {
      if (workload.getValue().writes()) {
        demandShop(file, "workloads." + workload.getKey() + ".writes: true");
        workloads.add(workload.getKey());
      }
    }
    return new DatabaseChanges(Set.copyOf(knobs), Set.copyOf(workloads));
  }

  private static void demandShop(TargetFile file, String key) {
    if (!file.usesShop()) {
      throw new BadInput(
          key
              + " needs database: shop, since a copy for each variant can be made of no other;"
              + " leave the key out to let the variants share what they connect to");
    }
  }

  boolean byStarting(Variant variant) {
    return variant.settings().keySet().stream().anyMatch(knobs::contains);
  }

  boolean byOffering(String workload) {
    return workloads.contains(workload);
  }
}

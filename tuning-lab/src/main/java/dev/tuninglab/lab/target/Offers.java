package dev.tuninglab.lab.target;

import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Rate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a target can be offered: its workloads, and how fast. */
final class Offers {
  private static final double DEFAULT_RATE = 50;

  private final Path file;
  private final TargetFile content;
  private final Path folder;
  private final Requests requests;

  Offers(Path file, TargetFile content, Path folder) {
    this.file = file;
    this.content = content;
    this.folder = folder;
    this.requests = new Requests(folder, content.auth());
    content.feeders().forEach((id, node) -> Feeders.checkKeys("feeders." + id, node));
  }

  boolean has(String workload) {
    return content.workloads().containsKey(workload);
  }

  List<String> names() {
    return List.copyOf(content.workloads().keySet());
  }

  /** As the target file says; a fixed rate is the most. */
  Rate rate(String workload) {
    String text = entry(workload).rate();
    if (text == null) {
      return new Rate.Auto(DEFAULT_RATE);
    }
    Rate rate;
    try {
      rate = Rate.parse("workloads." + workload + ".rate", text);
    } catch (BadInput e) {
      throw TargetFile.located(file, e);
    }
    return rate instanceof Rate.Fixed fixed ? new Rate.Auto(fixed.perSecond()) : rate;
  }

  Workload workload(String name, Map<String, String> variables) {
    TargetFile.WorkloadEntry entry = entry(name);
    try {
      return Workloads.of(name, entry, requests, content.feeders(), variables, folder);
    } catch (BadInput e) {
      throw TargetFile.located(file, e);
    }
  }

  /** What a subject has to tell before it is loaded with it. */
  Map<String, Walk> walks(Workload workload) {
    return Workloads.walks(workload, content.feeders());
  }

  List<String> writeCounts(String workload) {
    return Workloads.counts(entry(workload));
  }

  private TargetFile.WorkloadEntry entry(String workload) {
    TargetFile.WorkloadEntry entry = content.workloads().get(workload);
    if (entry == null) {
      throw new BadInput(
          "unknown workload '"
              + workload
              + "'; workloads are "
              + String.join(", ", content.workloads().keySet()));
    }
    return entry;
  }
}

package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service, how it is set for all variants alike, what it is offered, and what it sees. */
final class SubjectOptions {
  @Option(
      names = "--set",
      paramLabel = "KNOB=VALUE",
      description = "Set for all variants alike; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "Workload to offer (default: that of the knob, or the target's usual one).")
  private String workload;

  @Mixin private NetworkOptions networkOptions;
  @Mixin private DataOptions data;
  @Mixin private TargetOption targetOption;
  @Mixin private OwnershipOption ownership;

  Target target() {
    return allowed(targetOption.read());
  }

  /** Two services that run already, with the requests of the target file, if one is named. */
  Target target(PairOptions pair) {
    return allowed(pair.target(targetOption.file()));
  }

  /** Two revisions of the service of the target file. */
  Target target(RevisionOptions revisions) {
    return allowed(revisions.target(targetOption.file()));
  }

  private Target allowed(Target target) {
    ownership.demand(target);
    return target;
  }

  /** As a person would name it again. */
  String targetAsTyped(Target target) {
    return target.file() == null ? target.name() : targetOption.asTyped();
  }

  /** What every variant gets. */
  Map<String, String> common(Target target) {
    return Variants.settings(settings, target.knobs());
  }

  /**
   * @param preset where the user names none
   */
  String workload(String preset) {
    return workload == null ? preset : workload;
  }

  /**
   * @throws BadInput if the way of clients would be through a relay, but the service is not the
   *     lab's own
   */
  Network network(Target target) {
    Network network = networkOptions.network(target);
    if (network.client().isPresent()) {
      target.demandStarted("--link");
    }
    return network;
  }

  DataOptions data() {
    return data;
  }

  /** For results: which data these variants see under that workload. */
  String dataText(Target target, List<Variant> variants, String offered) {
    return data.text(target)
        + (target.needsOwnDatabases(variants, offered) ? ", a copy for each variant" : "");
  }

  /** The words that ask for the same again. */
  List<String> words(Network network) {
    List<String> words = new ArrayList<>();
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));
    if (workload != null) {
      words.addAll(List.of("--workload", workload));
    }
    if (!targetOption.isSample()) {
      words.addAll(List.of("--file", targetOption.asTyped()));
    }
    words.addAll(ownership.words());
    words.addAll(networkOptions.words(network));
    words.addAll(data.words());
    return words;
  }
}

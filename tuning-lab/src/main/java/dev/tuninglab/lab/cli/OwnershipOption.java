package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.target.Target;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What it takes to load a service on another machine. */
final class OwnershipOption {
  static final String NAME = "--i-own-this-target";

  @Option(
      names = NAME,
      paramLabel = "HOST",
      description =
          "Allow to load this host, exactly as the target file or --a names it, though it is not this machine; may be repeated.")
  private List<String> hosts = new ArrayList<>();

  /**
   * @throws BadInput if the target is on another machine and nobody says that it may be loaded
   */
  void demand(Target target) {
    for (String host : target.foreignHosts()) {
      if (!hosts.contains(host)) {
        throw new BadInput(
            target.name()
                + " is on "
                + host
                + ", which is not this machine: loading it needs "
                + NAME
                + " "
                + host
                + (hosts.isEmpty() ? "" : ", but given was " + String.join(", ", hosts)));
      }
    }
  }

  /** The words that say the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    hosts.forEach(host -> words.addAll(List.of(NAME, host)));
    return words;
  }
}

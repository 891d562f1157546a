package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What lies between generator, subjects and database. */
final class NetworkOptions {
  private static final String DB_RTT = "--db-rtt";
  private static final String LINK = "--link";

  @Option(
      names = DB_RTT,
      paramLabel = "TIME",
      description = "Round trip from a subject to its database, such as 5ms (default: loopback).")
  private String dbRtt;

  @Option(
      names = LINK,
      paramLabel = "LINK",
      description =
          "Bandwidth and round trip from client to subject: 20mbit, 20ms or 20mbit/20ms (default: loopback).")
  private String link;

  /**
   * @throws BadInput if an option is malformed, or the target has no place for it
   */
  Network network(Target target) {
    Network network =
        new Network(
            Optional.ofNullable(dbRtt).map(text -> Link.ofRoundTrip(DB_RTT, text)),
            Optional.ofNullable(link).map(text -> Link.parse(LINK, text)));
    if (network.database().isPresent() && !target.needsShopDatabase()) {
      throw new BadInput(
          DB_RTT
              + " needs database: shop in the target file, since the lab can only stand between"
              + " a subject and a database whose URL it gives; "
              + target.name()
              + " finds its own");
    }
    return network;
  }

  /** The words that ask for the same network again. */
  List<String> words(Network network) {
    List<String> words = new ArrayList<>();
    network.database().ifPresent(asked -> words.addAll(List.of(DB_RTT, asked.text())));
    network.client().ifPresent(asked -> words.addAll(List.of(LINK, asked.text())));
    return words;
  }
}

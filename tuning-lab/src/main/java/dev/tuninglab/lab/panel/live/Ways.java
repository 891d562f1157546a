package dev.tuninglab.lab.panel.live;

import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.panel.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The networks between clients and a service that are offered. */
final class Ways {
  static final String LOOPBACK = "loopback";

  private static final List<String> LINKS =
      List.of("5ms", "100mbit/5ms", "20mbit/20ms", "4mbit/80ms");

  private Ways() {}

  static List<State.Way> all() {
    return Stream.concat(
            Stream.of(new State.Way(LOOPBACK, "this machine: no delay")),
            LINKS.stream().map(name -> new State.Way(name, text(link(name).orElseThrow()))))
        .toList();
  }

  static boolean has(String name) {
    return name.equals(LOOPBACK) || LINKS.contains(name);
  }

  /** Empty for loopback. */
  static Optional<Link> link(String name) {
    return name.equals(LOOPBACK) ? Optional.empty() : Optional.of(Link.parse("link", name));
  }

  private static String text(Link link) {
    String roundTrip = Units.text(link.roundTrip()) + " round trip";
    return link.isLimited() ? link.text().replaceFirst("/.*", "") + "/s, " + roundTrip : roundTrip;
  }
}

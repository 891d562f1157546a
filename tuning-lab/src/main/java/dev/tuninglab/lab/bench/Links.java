package dev.tuninglab.lab.bench;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Lateness;
import dev.tuninglab.lab.measure.MeasuredLink;
import dev.tuninglab.lab.measure.RoundTrip;
import dev.tuninglab.lab.network.Echo;
import dev.tuninglab.lab.network.Relay;
import dev.tuninglab.lab.network.Relays;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * The network of one comparison: a relay in front of the database for each variant, and one in
 * front of each subject. What the lab itself asks of either goes straight.
 */
public final class Links implements AutoCloseable {
  private final Network network;
  private final Relays relays;
  private final Map<String, RoundTrip> roundTrips = new LinkedHashMap<>();
  private final Map<String, Relay> databases = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, String> databaseUrls = new ConcurrentHashMap<>();
  private final Map<URI, Relay> subjects = new ConcurrentHashMap<>();
  private final Histogram latenessOfPastSubjects = Relay.noLateness();

  private Links(Network network) throws IOException {
    this.network = network;
    this.relays = Relays.start();
  }

  /**
   * Measures the links that were asked for, before anything runs that could disturb it.
   *
   * @throws TrialFailed if loopback fails
   */
  public static Links measure(Network network) throws TrialFailed, InterruptedException {
    Links links = null;
    boolean measured = false;
    try {
      links = new Links(network);
      for (Map.Entry<String, Link> asked : network.links().entrySet()) {
        links.roundTrips.put(asked.getKey(), Echo.measure(links.relays, asked.getValue()));
      }
      measured = true;
      return links;
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException("while a link was measured");
    } catch (IOException e) {
      throw new TrialFailed(failure(e), e);
    } finally {
      if (links != null && !measured) {
        links.close();
      }
    }
  }

  /**
   * Opens the way of each variant to its database.
   *
   * @param direct variables of a variant, with the {@code db.url} that its relay is to lead to
   * @throws BadInput if the URL allows no relay
   * @throws TrialFailed if loopback fails
   */
  public void toDatabases(List<Variant> variants, Function<Variant, Map<String, String>> direct)
      throws TrialFailed {
    if (network.database().isPresent()) {
      toDatabases(network.database().get(), variants, direct);
    }
  }

  /**
   * The same, by relays that only do what they are told to while a fault lasts if none was asked.
   */
  public void toBreakableDatabases(
      List<Variant> variants, Function<Variant, Map<String, String>> direct) throws TrialFailed {
    Link none = new Link(Duration.ZERO, Link.UNLIMITED);
    toDatabases(network.database().orElse(none), variants, direct);
  }

  private void toDatabases(
      Link link, List<Variant> variants, Function<Variant, Map<String, String>> direct)
      throws TrialFailed {
    for (Variant variant : variants) {
      try {
        String url = direct.apply(variant).get("db.url");
        Relay relay = relays.open(link, ShopDatabase.address(url));
        databases.put(variant.name(), relay);
        databaseUrls.put(variant.name(), ShopDatabase.jdbcUrlAt(url, relay.address()));
      } catch (DatabaseException e) {
        throw new BadInput("--db-rtt: " + e.getMessage(), e);
      } catch (IOException e) {
        throw new TrialFailed(failure(e), e);
      }
    }
  }

  /** The relay in front of a variant's database, if there is one: what faults may act on. */
  public Optional<Relay> wayToDatabase(Variant variant) {
    return Optional.ofNullable(databases.get(variant.name()));
  }

  /** Variables of a variant, with the {@code db.url} of its relay if there is one. */
  public Map<String, String> variables(Variant variant, Map<String, String> direct) {
    String url = databaseUrls.get(variant.name());
    if (url == null) {
      return direct;
    }
    Map<String, String> values = new LinkedHashMap<>(direct);
    values.put("db.url", url);
    return values;
  }

  /**
   * Opens the way to the subjects of a fork, and closes that to those of the fork before.
   *
   * @throws TargetFailed if loopback fails; the subjects are stopped
   */
  public Subjects toSubjects(Subjects fork) throws TargetFailed {
    if (network.client().isEmpty()) {
      return fork;
    }
    leaveSubjects();
    try {
      for (Subject subject : fork.all()) {
        URI url = subject.baseUrl();
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
        subjects.put(url, relays.open(network.client().get(), address));
      }
      return fork;
    } catch (IOException e) {
      fork.close();
      throw new TargetFailed(failure(e), e);
    }
  }

  /**
   * Leads orders for one subject over another link from now on; what was open by the one before is
   * reset.
   *
   * @param link empty for none
   * @throws TrialFailed if loopback fails
   */
  public void between(URI subject, Optional<Link> link) throws TrialFailed {
    Relay old = subjects.remove(subject);
    if (old != null) {
      old.close();
    }
    if (link.isPresent()) {
      try {
        InetSocketAddress address = new InetSocketAddress(subject.getHost(), subject.getPort());
        subjects.put(subject, relays.open(link.get(), address));
      } catch (IOException e) {
        throw new TrialFailed(failure(e), e);
      }
    }
  }

  private void leaveSubjects() {
    for (Relay relay : subjects.values()) {
      latenessOfPastSubjects.add(relay.traffic().lateness());
      relay.close();
    }
    subjects.clear();
  }

  /** The same order, by way of the subject's relay if there is one. */
  public SliceOrder through(SliceOrder order) {
    return Optional.ofNullable(subjects.get(order.baseUrl()))
        .map(relay -> URI.create("http://127.0.0.1:" + relay.address().getPort()))
        .map(url -> order.at(url, order.protocol()))
        .orElse(order);
  }

  /** The links as they were, up to now. */
  public List<MeasuredLink> measured() {
    List<MeasuredLink> measured = new ArrayList<>();
    network
        .links()
        .forEach(
            (place, link) ->
                measured.add(
                    new MeasuredLink(
                        place, link, roundTrips.get(place), Lateness.ofNanos(lateness(place)))));
    return measured;
  }

  private Histogram lateness(String place) {
    boolean database = place.equals(Network.DATABASE);
    Histogram all = database ? Relay.noLateness() : latenessOfPastSubjects.copy();
    (database ? databases : subjects)
        .values()
        .forEach(relay -> all.add(relay.traffic().lateness()));
    return all;
  }

  /** A way that nobody went is a switch that did not switch. */
  public List<String> unused() {
    return databases.entrySet().stream()
        .filter(way -> way.getValue().traffic().connections() == 0)
        .map(
            way ->
                way.getKey()
                    + " never connected to the database at ${db.url}: --db-rtt had no effect on it")
        .toList();
  }

  private static String failure(IOException e) {
    return "a relay of --db-rtt or --link failed: " + e.getMessage();
  }

  @Override
  public void close() {
    relays.close();
  }
}

package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Hosts;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.experiment.Knobs;
import dev.tuninglab.lab.experiment.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where the variants of a service are that runs already; of one that the lab starts, nowhere. */
final class Places {
  private final ServiceUrl usual;
  private final Knob knob;
  private final Map<String, ServiceUrl> byValue = new LinkedHashMap<>();

  /**
   * @throws BadInput if the file says that the service is to be started as well, or not where it
   *     runs, or sets what the lab cannot set there
   */
  Places(TargetFile file, Knobs knobs) {
    List<String> placing =
        file.knobs().entrySet().stream()
            .filter(entry -> entry.getValue().url() != null)
            .map(Map.Entry::getKey)
            .toList();
    boolean started = !file.start().command().isEmpty();
    if (placing.size() > 1) {
      throw new BadInput("url must be said of one knob, but is of " + String.join(", ", placing));
    }
    if (started && (file.url() != null || !placing.isEmpty())) {
      String key = file.url() != null ? "url" : "knobs." + placing.get(0) + ".url";
      throw new BadInput(key + " is for a service that runs already; leave it out, or start");
    }
    if (!started && file.url() == null && placing.isEmpty()) {
      throw new BadInput(
          "start is missing: how the lab starts the service, or url, where it runs already");
    }
    usual = file.url() == null ? null : ServiceUrl.parse("url", file.url());
    knob = placing.isEmpty() ? null : knobs.named(placing.get(0));
    if (knob != null) {
      byValue(file.knobs().get(knob.name()).url());
    }
    if (!started) {
      file.knobs().forEach(Places::demandNothingSet);
      demandNoneOfStart(file);
    } else if (file.ready() == null) {
      throw new BadInput("ready is missing: which GET answers 200 once the service is ready");
    }
  }

  private void byValue(Map<String, String> urls) {
    String key = "knobs." + knob.name() + ".url";
    urls.forEach((value, url) -> byValue.put(value, ServiceUrl.parse(key + "." + value, url)));
    byValue.keySet().forEach(value -> knob.domain().check(key, value));
    List<String> missing = new ArrayList<>(knob.domain().all());
    missing.removeAll(byValue.keySet());
    if (!missing.isEmpty() || knob.domain().all().isEmpty()) {
      throw new BadInput(
          key + " must have a URL for each value, but lacks " + String.join(", ", missing));
    }
  }

  private static void demandNothingSet(String name, TargetFile.KnobEntry entry) {
    if (entry.url() == null && entry.headers() == null) {
      throw new BadInput(
          "knobs."
              + name
              + " needs url or headers: a service that runs already cannot be set otherwise");
    }
    if (entry.set() != null || entry.env() != null || entry.jvm() != null || entry.jdk()) {
      throw new BadInput(
          "knobs."
              + name
              + " must have url or headers alone, since a service that runs already cannot be set;"
              + " leave set, env, jvm and jdk out");
    }
  }

  private static void demandNoneOfStart(TargetFile file) {
    if (file.stop() != null) {
      throw new BadInput("stop is for a service that the lab starts; leave it out");
    }
    if (file.usesShop()) {
      throw new BadInput(
          "database: shop is for a service that the lab starts; name the database that the service"
              + " uses by its JDBC URL, or leave it out");
    }
    boolean shared = file.knobs().values().stream().anyMatch(entry -> entry.url() == null);
    if (file.metrics() != null && shared) {
      throw new BadInput(
          "metrics cannot tell apart the variants of one process, which count together; leave it"
              + " out");
    }
  }

  /** Null for a service that the lab starts. */
  ServiceUrl of(Variant variant) {
    return knob == null
        ? usual
        : byValue.get(variant.settings().getOrDefault(knob.name(), knob.defaultValue()));
  }

  /** Whether it runs already. */
  boolean known() {
    return usual != null || knob != null;
  }

  /** Hosts that are not this machine. */
  Set<String> foreignHosts() {
    Set<String> hosts = new TreeSet<>();
    List<ServiceUrl> all = new ArrayList<>(byValue.values());
    if (usual != null) {
      all.add(usual);
    }
    all.stream().map(ServiceUrl::host).filter(host -> !Hosts.isLoopback(host)).forEach(hosts::add);
    return hosts;
  }
}

package dev.tuninglab.lab.target;

import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Variant;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How requests travel to a target.
 *
 * @param secured the workloads whose requests go over TLS
 * @param protocols by knob and value, what answers over TLS must come by: a switch that did not
 *     switch is found out
 * @param presets the values of those knobs in a variant that does not name them
 * @param headers that tell variants apart
 */
record Transport(
    Set<String> secured,
    Map<String, Map<String, String>> protocols,
    Map<String, String> presets,
    VariantHeaders headers) {

  /**
   * @throws BadInput if a knob names a value that it has not, or an unknown protocol
   */
  static Transport of(TargetFile file) {
    Map<String, Map<String, String>> protocols = new LinkedHashMap<>();
    Map<String, String> presets = new LinkedHashMap<>();
    file.knobs()
        .forEach(
            (name, knob) -> {
              if (knob.protocol() != null) {
                check("knobs." + name + ".protocol", knob);
                protocols.put(name, knob.protocol());
                presets.put(name, knob.defaultValue());
              }
            });
    Set<String> secured = new HashSet<>();
    file.workloads()
        .forEach(
            (name, workload) -> {
              if (workload.tls()) {
                secured.add(name);
              }
            });
    return new Transport(secured, protocols, presets, VariantHeaders.of(file));
  }

  private static void check(String key, TargetFile.KnobEntry knob) {
    knob.protocol()
        .forEach(
            (value, protocol) -> {
              if (knob.values() == null || !knob.values().contains(value)) {
                throw new BadInput(key + " must name values of the knob, but has '" + value + "'");
              }
              if (!SliceOrder.PROTOCOLS.contains(protocol)) {
                throw new BadInput(
                    "%s.%s must be one of %s, but was '%s'"
                        .formatted(key, value, String.join(", ", SliceOrder.PROTOCOLS), protocol));
              }
            });
  }

  /** The order as it is to be sent. */
  SliceOrder of(SliceOrder asked, Variant variant, String workload) {
    Map<String, String> own = headers.of(variant);
    SliceOrder order = own.isEmpty() ? asked : asked.with(own);
    if (!secured.contains(workload)) {
      return order;
    }
    URI plain = order.baseUrl();
    return order.at(
        URI.create("https" + plain.toString().substring(plain.getScheme().length())),
        protocol(variant));
  }

  /** Null when no knob says. */
  private String protocol(Variant variant) {
    return protocols.entrySet().stream()
        .map(
            knob ->
                knob.getValue()
                    .get(
                        variant.settings().getOrDefault(knob.getKey(), presets.get(knob.getKey()))))
        .filter(protocol -> protocol != null)
        .findFirst()
        .orElse(null);
  }
}

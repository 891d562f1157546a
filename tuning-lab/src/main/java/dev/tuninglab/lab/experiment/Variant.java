package dev.tuninglab.lab.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One contender of a comparison.
 *
 * @param name what differs, as typed: {@code pool=none}, or {@code pool=none+fetch=join}
 * @param settings every setting that the subject is started with, common ones included
 */
public record Variant(String name, Map<String, String> settings) {
  public Variant {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}

package dev.tuninglab.lab.analysis;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A variant as the judge sees it.
 *
 * @param name the variant's
 * @param all its runs, all endpoints together
 * @param endpoints its runs by endpoint, in the order of the workload
 */
public record Contender(String name, Sample all, Map<String, Sample> endpoints) {
  public Contender {
    endpoints = new LinkedHashMap<>(endpoints);
  }
}

package dev.tuninglab.lab.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a reader may want to open next: files of the results folder, and what they hold. */
final class BesideTheReport {
  /** Gatling's own report, where it was asked for. */
  static final String GATLING = "gatling/index.html";

  private static final Map<String, String> WORDS = words();

  private BesideTheReport() {}

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("result.json", "the result, for tools");
    words.put("report.md", "the result, for a pull request");
    words.put("slices.csv", "every slice, for a spreadsheet");
    words.put("slices.hlog", "every histogram, for the tools of HdrHistogram");
    words.put("experiment.json", "what was asked");
    words.put("gameday.json", "what was asked");
    words.put(GATLING, "Gatling's own report");
    return words;
  }

  static Set<String> names() {
    return WORDS.keySet();
  }

  /** What each of these files holds; in an order of its own. */
  static Map<String, String> files(Set<String> present) {
    Map<String, String> files = new LinkedHashMap<>(WORDS);
    files.keySet().retainAll(present);
    return files;
  }
}

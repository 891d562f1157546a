package dev.tuninglab.lab.report;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Flame graphs of the variants whose stacks were taken, and what candidates have more of than the
 * baseline: pages to be shown in frames.
 *
 * @param shown in the order of the variants
 * @param leftOut titles of those that the page had no room for
 */
public record Flames(List<Flame> shown, List<String> leftOut) {
  /** What a page of at most 2 MB has left beside charts, tables and the library. */
  private static final int ROOM = 1_100_000;

  /**
   * One of them.
   *
   * @param page as HTML
   */
  public record Flame(String title, String page) {
    /** As the attribute that it becomes. */
    int bytes() {
      StringOutput attribute = new StringOutput();
      Escape.htmlAttribute(page, attribute);
      return attribute.toString().getBytes(StandardCharsets.UTF_8).length;
    }
  }

  public static Flames of(Report report) {
    return of(report, ROOM);
  }

  /**
   * @param room for all of them, in bytes
   */
  static Flames of(Report report, int room) {
    List<Flame> all = new ArrayList<>();
    Map<String, String> stacks = report.stacks();
    List<Result.VariantResult> variants = report.result().variants();
    for (Result.VariantResult variant : variants) {
      String own = stacks.get(variant.name());
      if (own != null) {
        all.add(new Flame(variant.name(), FlameGraphs.html(variant.name(), own)));
      }
    }
    String baseline = variants.isEmpty() ? null : stacks.get(variants.get(0).name());
    for (Result.VariantResult candidate : report.result().candidates()) {
      String own = stacks.get(candidate.name());
      if (own != null && baseline != null) {
        String title = candidate.name() + " against " + variants.get(0).name();
        all.add(new Flame(title, FlameGraphs.difference(title, baseline, own)));
      }
    }
    return fitting(all, room);
  }

  private static Flames fitting(List<Flame> all, int room) {
    List<Flame> shown = new ArrayList<>(all);
    List<String> leftOut = new ArrayList<>();
    while (shown.stream().mapToInt(Flame::bytes).sum() > room) {
      Flame largest = shown.stream().max(Comparator.comparingInt(Flame::bytes)).orElseThrow();
      shown.remove(largest);
      leftOut.add(largest.title());
    }
    return new Flames(shown, leftOut);
  }
}

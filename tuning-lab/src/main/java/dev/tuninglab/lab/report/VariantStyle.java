package dev.tuninglab.lab.report;

import java.util.List;

/**
 * How a variant is drawn, the same in every chart: colour, dashes and mark differ all at once, so
 * that none of them is needed to tell two apart.
 *
 * @param index of the colour, as the style sheet numbers them
 * @param dashes lengths of strokes and gaps; empty for a line without gaps
 * @param mark path of its mark, 10 by 10
 */
public record VariantStyle(int index, List<Integer> dashes, String mark) {
  private static final List<List<Integer>> DASHES =
      List.of(
          List.of(),
          List.of(8, 3),
          List.of(2, 3),
          List.of(10, 3, 2, 3),
          List.of(5, 2),
          List.of(1, 2));

  private static final List<String> MARKS =
      List.of(
          "M5 0.8A4.2 4.2 0 1 0 5 9.2A4.2 4.2 0 1 0 5 0.8Z",
          "M5 0L10 5L5 10L0 5Z",
          "M5 0.5L10 9.5H0Z",
          "M1 1H9V9H1Z",
          "M0 0.5H10L5 9.5Z",
          "M3.5 0H6.5V3.5H10V6.5H6.5V10H3.5V6.5H0V3.5H3.5Z");

  /** Of a variant by its place; they repeat after six, the tables do not. */
  static VariantStyle of(int variant) {
    int index = variant % MARKS.size();
    return new VariantStyle(index, DASHES.get(index), MARKS.get(index));
  }

  /** The dashes as SVG takes them. */
  public String dashArray() {
    return dashes.isEmpty()
        ? "none"
        : String.join(" ", dashes.stream().map(String::valueOf).toList());
  }
}

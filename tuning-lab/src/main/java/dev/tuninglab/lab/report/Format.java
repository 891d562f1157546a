package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.BadInput;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A form in which a result is written into its folder. */
public enum Format {
  HTML("report.html", HtmlReport::render),
  MD(
      "report.md",
      report ->
          report.result().answer().gameday() == null
              ? MarkdownReport.render(report.result())
              : GameDayMarkdown.render(report.result())),
  JSON("result.json", report -> JsonReport.render(report.result())),
  JUNIT("junit.xml", report -> JUnitReport.render(report.result())),
  CSV("slices.csv", report -> SlicesCsv.render(report.recording()));

  public static final List<Format> ALL = List.of(values());

  private final String file;
  private final Function<Report, String> renderer;

  Format(String file, Function<Report, String> renderer) {
    this.file = file;
    this.renderer = renderer;
  }

  /** As it is typed: {@code html}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name in the results folder. */
  public String file() {
    return file;
  }

  public String render(Report report) {
    return renderer.apply(report);
  }

  /**
   * @throws BadInput if there is none of that name
   */
  public static Format named(String id) {
    return ALL.stream()
        .filter(format -> format.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new BadInput("--format must be one of " + allowed() + ", but was '" + id + "'"));
  }

  private static String allowed() {
    return ALL.stream().map(Format::id).collect(Collectors.joining(", "));
  }
}

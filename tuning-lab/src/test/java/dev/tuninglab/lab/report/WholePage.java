package dev.tuninglab.lab.report;

/** For tests of other packages: a report as a run leaves it, scripts included. */
public final class WholePage {
  private WholePage() {}

  public static String html() {
    return HtmlReport.render(SomeReport.full());
  }
}

package dev.tuninglab.lab.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The result as one self-contained page; its template escapes whatever it is given. */
public final class HtmlReport {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, null, "dev.tuninglab.lab.report.templates");

  private HtmlReport() {}

  public static String render(Report report) {
    StringOutput output = new StringOutput();
    if (report.result().answer().gameday() == null) {
      TEMPLATES.render("report.jte", new ReportPage(report), output);
    } else {
      TEMPLATES.render("gameday.jte", new GameDayPage(report.result(), report.files()), output);
    }
    return output.toString();
  }
}

package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.report.PageFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/** The page, its modules and its style sheet. */
final class Assets {
  /** Never a class: they are in the same folder. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.(js|css|svg)");

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private static final String CHARTS = "echarts.js";

  private Assets() {}

  static Answer page(Incoming request) throws IOException {
    return Answer.text("text/html; charset=utf-8", text("index.html"));
  }

  /**
   * @throws Problem.Found if there is none of that name
   */
  static Answer file(Incoming request) throws IOException {
    String name = request.path("file");
    if (!NAME.matcher(name).matches()) {
      throw missing(name);
    }
    return Answer.text(
        TYPES.get(name.substring(name.lastIndexOf('.') + 1)),
        name.equals(CHARTS) ? PageFrame.charts() : text(name));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw missing(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Problem.Found missing(String name) {
    return new Problem.Found(HttpStatus.NOT_FOUND_404, "the panel has no file " + name);
  }
}

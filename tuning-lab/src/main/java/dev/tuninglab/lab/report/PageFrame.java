package dev.tuninglab.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands around the content of a page: its style, its scripts, and the policy by which a
 * browser runs these scripts and no others, and asks nothing of any network.
 *
 * @param title of the window
 * @param data for the scripts: JSON without {@code <}
 * @param drawn whether there is anything for a script to draw
 * @param guests pages in frames, whose scripts may run as well: a frame has its page's policy
 */
public record PageFrame(String title, String data, boolean drawn, List<String> guests) {
  private static final String CHARTS = "META-INF/resources/webjars/echarts/";
  private static final String CHARTS_VERSION =
      "META-INF/maven/org.webjars.npm/echarts/pom.properties";
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  /** With scripts that draw the data. */
  public PageFrame(String title, String data, List<String> guests) {
    this(title, data, true, guests);
  }

  /** Without any script. */
  static PageFrame still(String title) {
    return new PageFrame(title, "", false, List.of());
  }

  /** The library that draws, with its version. */
  public static String library() {
    return "Apache ECharts " + version();
  }

  public String style() {
    return own("page.css");
  }

  /** In the order in which they run. */
  public List<String> scripts() {
    return !drawn ? List.of() : List.of(charts(), own("report.js"));
  }

  /** The script of {@link #library}. */
  public static String charts() {
    return text(CHARTS + version() + "/dist/echarts.common.min.js");
  }

  /** The Content-Security-Policy. */
  public String policy() {
    String hashes =
        Stream.concat(
                scripts().stream(),
                guests.stream()
                    .flatMap(guest -> SCRIPT.matcher(guest).results())
                    .map((MatchResult script) -> script.group(1)))
            .distinct()
            .map(PageFrame::hash)
            .collect(Collectors.joining(" "));
    return "default-src 'none'; script-src "
        + (hashes.isEmpty() ? "'none'" : hashes)
        + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = stream(CHARTS_VERSION)) {
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String own(String name) {
    return text(PageFrame.class.getPackageName().replace('.', '/') + "/" + name);
  }

  private static String text(String resource) {
    try (InputStream in = stream(resource)) {
      // A browser takes every line end for this one before it hashes.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream stream(String resource) {
    InputStream in = PageFrame.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("the class path lacks " + resource);
    }
    return in;
  }
}

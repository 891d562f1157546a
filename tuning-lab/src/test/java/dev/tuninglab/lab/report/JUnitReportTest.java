package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.SomeRun;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitReportTest {
  private static final List<String> RULES =
      List.of("p50<2ms", "p99.9<1s", "errors<0.5%", "p95 ratio<1.05");

  private final SomeRun run = SomeRun.of(4_000, 1_200, 3, 4, 42);

  @Test
  void everyGateIsATestCaseForEachVariant() throws Exception {
    String xml = JUnitReport.render(gated(run, Gates.Undecided.FAIL));
    Golden.check("junit.xml", xml);
    Document document = read(xml);
    Element gates = suite(document, "pool gates");
    assertThat(gates.getElementsByTagName("testcase").getLength()).isEqualTo(7);
    assertThat(gates.getAttribute("tests")).isEqualTo("7");
    assertThat(gates.getAttribute("failures")).isEqualTo("5");
    assertThat(gates.getAttribute("skipped")).isEqualTo("0");
    assertThat(gates.getAttribute("errors")).isEqualTo("0");
    assertThat(types(gates, "failure"))
        .containsExactly("failed", "undecided", "undecided", "undecided", "undecided");
  }

  @Test
  void theUndecidedAreSkippedWhereTheyPass() throws Exception {
    Element gates = suite(read(JUnitReport.render(gated(run, Gates.Undecided.PASS))), "pool gates");
    assertThat(gates.getAttribute("failures")).isEqualTo("1");
    assertThat(gates.getAttribute("skipped")).isEqualTo("4");
    assertThat(types(gates, "skipped")).containsOnly("undecided");
  }

  @Test
  void ofAnInvalidMeasurementAllAreErrors() throws Exception {
    Document document = read(JUnitReport.render(gated(run.first(2), Gates.Undecided.PASS)));
    assertThat(suite(document, "pool gates").getAttribute("errors")).isEqualTo("7");
    Element measurement = suite(document, "pool measurement");
    assertThat(measurement.getAttribute("errors")).isEqualTo("1");
    assertThat(measurement.getElementsByTagName("error").item(0).getTextContent())
        .startsWith("pool=none completed no request");
  }

  @Test
  void withoutGatesTheMeasurementIsTheOnlyTest() throws Exception {
    Result result = Results.of(run.experiment(), run.recording(), run.sitting(), run.diagnosis());
    Document document = read(JUnitReport.render(result));
    assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(1);
    Element measurement = suite(document, "pool measurement");
    assertThat(measurement.getAttribute("tests")).isEqualTo("1");
    assertThat(measurement.getAttribute("errors")).isEqualTo("0");
    assertThat(
            ((Element) measurement.getElementsByTagName("testcase").item(0)).getAttribute("name"))
        .isEqualTo("the measurement is valid");
  }

  @Test
  void namesComeBackAsTheyWereAndWhatXmlCannotHoldIsReplaced() throws Exception {
    String evil = "pool=<b a=\"1\">&'\t]]>\n\uD83D\uDE00";
    Document document =
        read(JUnitReport.render(gated(named(evil + "\u0000\u001b\uD83D"), Gates.Undecided.FAIL)));
    Element first = (Element) document.getElementsByTagName("testcase").item(2);
    assertThat(first.getAttribute("name")).isEqualTo("p50<2ms of " + evil + "\uFFFD\uFFFD\uFFFD");
  }

  private SomeRun named(String candidate) {
    Experiment e = run.experiment();
    SomeRun renamed = run.renamed(Map.of("pool=hikari", candidate));
    return renamed.with(
        new Experiment(
            e.name(),
            e.command(),
            e.target(),
            List.of(e.baseline(), new Variant(candidate, Map.of())),
            e.workload(),
            e.design(),
            e.data(),
            e.network()));
  }

  private static Result gated(SomeRun run, Gates.Undecided undecided) {
    Experiment experiment = run.experiment().with(Gates.parse(RULES, undecided));
    return Results.of(experiment, run.recording(), run.sitting(), run.diagnosis());
  }

  /** Parsed, and held to what common readers know. */
  private static Document read(String xml) throws Exception {
    SchemaFactory.newDefaultInstance()
        .newSchema(JUnitReportTest.class.getResource("/junit-common.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Element suite(Document document, String name) {
    NodeList suites = document.getElementsByTagName("testsuite");
    for (int i = 0; i < suites.getLength(); i++) {
      Element suite = (Element) suites.item(i);
      if (suite.getAttribute("name").equals(name)) {
        return suite;
      }
    }
    throw new AssertionError("no suite " + name);
  }

  private static List<String> types(Element suite, String kind) {
    NodeList found = suite.getElementsByTagName(kind);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> ((Element) found.item(i)).getAttribute("type"))
        .toList();
  }
}

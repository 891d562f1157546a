package dev.tuninglab.lab.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AccessLogPropertyTest {
  private static final String GOOD =
      "h - - [10/Oct/2026:13:55:00 +0200] \"GET /a/1?b=c HTTP/1.1\" 200 1 \"-\" \"x\"";
  private static final String GOOD_JSON =
      "{\"ts\":1791640536.1,\"method\":\"GET\",\"uri\":\"/a\",\"status\":200}";

  @Property(tries = 300)
  void noLinesMakeTheReaderThrowAnythingButBadInput(@ForAll("lines") List<String> lines)
      throws IOException {
    try {
      Written.target(init(String.join("\n", lines)).yaml("lab.yaml"));
    } catch (BadInput e) {
      assertThat(e.getMessage()).doesNotContain("\n").startsWith("access log ");
    }
  }

  @Property(tries = 100)
  void whatIsWrittenIsReadBackWithTheSameRequestsAndWeights(
      @ForAll("requests") List<String> requests) throws IOException {
    StringBuilder log = new StringBuilder();
    Map<String, Integer> asked = new HashMap<>();
    for (String path : requests) {
      log.append("h - - [10/Oct/2026:13:55:00 +0200] \"GET ").append(path);
      log.append(" HTTP/1.1\" 200 1\n");
      asked.merge("GET " + path, 1, Integer::sum);
    }
    assertThat(Written.weights(Written.reads(init(log.toString()).yaml("lab.yaml"))))
        .isEqualTo(asked);
  }

  /** Lines that are good, damaged in places, or anything. */
  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(40);
    Arbitrary<String> target = Arbitraries.strings().ascii().ofMaxLength(20);
    Arbitrary<String> withTarget = target.map(text -> GOOD.replace("/a/1?b=c", "/" + text));
    Arbitrary<String> json = target.map(text -> GOOD_JSON.replace("/a", "/" + text));
    return Arbitraries.oneOf(
            anything,
            withTarget,
            json,
            Damage.of(Arbitraries.of(GOOD, GOOD_JSON)),
            Arbitraries.of(GOOD, GOOD_JSON))
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<String>> requests() {
    Arbitrary<String> segment = Arbitraries.of("orders", "a$", "b-c", "d.e", "~", "f%20g", "");
    Arbitrary<String> query = Arbitraries.of("", "?x", "?$top=5", "?a=b%26c");
    return Combinators.combine(segment.list().ofMinSize(1).ofMaxSize(3), query)
        .as((segments, end) -> "/" + String.join("/", segments) + end)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static Init init(String log) throws IOException {
    Path file = Files.createTempFile("access", ".log");
    try {
      return Init.ofAccessLog("http://localhost:8080", Files.writeString(file, log), false);
    } finally {
      Files.delete(file);
    }
  }
}

package dev.tuninglab.lab.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HarPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 300)
  void noInputMakesTheReaderThrowAnythingButBadInput(@ForAll("files") String har)
      throws IOException {
    try {
      Written.target(init(har).yaml("lab.yaml"));
    } catch (BadInput e) {
      assertThat(e.getMessage()).doesNotContain("\n").startsWith("HAR ");
    }
  }

  @Property(tries = 300)
  void nothingThatWasASecretIsWritten(@ForAll("secrets") List<String> secrets) throws IOException {
    Init init = init(JSON.writeValueAsString(recorded(secrets)));
    assertThat(init.yaml("lab.yaml") + init.report()).doesNotContain(secrets);
    assertThat(init.yaml("lab.yaml"))
        .contains("${env:COOKIE}", "${env:AUTHORIZATION}", "${env:TOKEN}");
    Written.target(init.yaml("lab.yaml"));
  }

  /** Each secret in a place of its own, and some of them where nobody looks for them. */
  private static Map<String, Object> recorded(List<String> secrets) {
    String cookie = secrets.get(0);
    String bearer = secrets.get(1);
    String key = secrets.get(2);
    String query = secrets.get(3);
    String password = secrets.get(4);
    String formPassword = secrets.get(5);
    String csrf = secrets.get(6);
    String set = secrets.get(7);
    List<Object> entries = new ArrayList<>();
    List<Object> headers =
        List.of(
            header("Cookie", "lang=en; sid=" + cookie),
            header("Authorization", "Bearer " + bearer),
            header("X-Api-Key", key),
            header("X-CSRF-Token", csrf),
            header("Accept", "text/html"));
    entries.add(entry("GET", "/orders?size=20&token=" + query, headers, null, null, set));
    entries.add(entry("GET", "/s/" + cookie + "/orders?q=" + bearer, headers, null, null, set));
    entries.add(entry("GET", "/orders;jsessionid=" + set, headers, null, null, set));
    entries.add(
        entry(
            "POST",
            "/login",
            headers,
            "application/json; charset=utf-8",
            "{\"user\":{\"password\":\"" + password + "\"},\"note\":\"was " + password + "\"}",
            set));
    entries.add(
        entry(
            "POST",
            "/form",
            headers,
            "application/x-www-form-urlencoded",
            "name=ann&passwd=" + formPassword + "&again=" + formPassword,
            set));
    entries.add(entry("POST", "/upload", headers, "text/plain", "pin " + password, set));
    return Map.of("log", Map.of("entries", entries));
  }

  private static Map<String, Object> header(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  private static Map<String, Object> entry(
      String method, String path, List<Object> headers, String type, String body, String set) {
    Map<String, Object> request =
        body == null
            ? Map.of("method", method, "url", "http://localhost:8080" + path, "headers", headers)
            : Map.of(
                "method",
                method,
                "url",
                "http://localhost:8080" + path,
                "headers",
                headers,
                "postData",
                Map.of("mimeType", type, "text", body));
    return Map.of(
        "request",
        request,
        "response",
        Map.of(
            "status", 200, "headers", List.of(header("Set-Cookie", "sid=" + set + "; HttpOnly"))));
  }

  /** As services make them: letters and digits, with signs that URLs and JSON take as they are. */
  @Provide
  Arbitrary<List<String>> secrets() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .withChars("-_.~")
            .ofMinLength(10)
            .ofMaxLength(40);
    return Combinators.combine(
            text, Arbitraries.integers().between(100, 999), Arbitraries.chars().range('g', 'z'))
        .as((start, number, letter) -> start + number + letter)
        .list()
        .ofSize(8)
        .uniqueElements();
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(100), Damage.of(Arbitraries.of(HarTest.RECORDED)));
  }

  private static Init init(String har) throws IOException {
    Path file = Files.createTempFile("shop", ".har");
    try {
      return Init.ofHar("http://localhost:8080", Files.writeString(file, har), false);
    } finally {
      Files.delete(file);
    }
  }
}

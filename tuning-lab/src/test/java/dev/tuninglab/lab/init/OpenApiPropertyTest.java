package dev.tuninglab.lab.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OpenApiPropertyTest {

  @Property(tries = 300)
  void noInputMakesTheReaderThrowAnythingButBadInput(@ForAll("files") String document)
      throws IOException {
    try {
      Written.target(init(document).yaml("lab.yaml"));
    } catch (BadInput e) {
      assertThat(e.getMessage()).doesNotContain("\n").startsWith("OpenAPI document ");
    }
  }

  @Property(tries = 100)
  void everyPathThatCanBeReadIsReadBack(@ForAll("paths") Set<String> paths) throws IOException {
    Map<String, Object> items = new HashMap<>();
    Set<String> expected = new HashSet<>();
    for (String path : paths) {
      items.put(path, Map.of("get", Map.of("responses", Map.of("200", Map.of()))));
      expected.add("GET " + path);
    }
    String document =
        new ObjectMapper().writeValueAsString(Map.of("openapi", "3.1.0", "paths", items));
    assertThat(Written.weights(Written.reads(init(document).yaml("lab.yaml"))).keySet())
        .isEqualTo(expected);
  }

  @Provide
  Arbitrary<Set<String>> paths() {
    return Arbitraries.of("orders", "a$", "b-c", "d.e", "~f", "h%20i", "@me")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(segments -> "/" + String.join("/", segments))
        .set()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(100), Damage.of(Arbitraries.of(OpenApiTest.SHOP)));
  }

  private static Init init(String document) throws IOException {
    Path file = Files.createTempFile("openapi", ".yaml");
    try {
      return Init.ofOpenApi("http://localhost:8080", Files.writeString(file, document));
    } finally {
      Files.delete(file);
    }
  }
}

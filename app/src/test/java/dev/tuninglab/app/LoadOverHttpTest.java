package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code load} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
class LoadOverHttpTest {
  @Test
  void withEverythingAskedForBothVariantsSendTheSameBytes(TestDatabase database) throws Exception {
    String path = "/products?size=7&offset=4&expand=related,description";
    try (TestApp eager = TestApp.start(database, "load=eager");
        TestApp lazy = TestApp.start(database, "load=lazy")) {
      assertThat(lazy.get(path).body())
          .contains("\"description\":\"long ", "\"related\":[{\"id\":")
          .isEqualTo(eager.get(path).body());
    }
  }

  @Test
  void aListThatAsksForNothingIsSmallWhenLazyAndLargeWhenEager(TestDatabase database)
      throws Exception {
    try (TestApp eager = TestApp.start(database, "load=eager");
        TestApp lazy = TestApp.start(database, "load=lazy")) {
      String small = lazy.get("/products?size=20").body();
      String large = eager.get("/products?size=20").body();

      assertThat(small).doesNotContain("description", "related").hasSizeLessThan(20 * 150);
      assertThat(large).hasSizeGreaterThan(20 * 2500);
    }
  }

  @Test
  void onlyWhatIsAskedForIsExpandedWhenLazy(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "load=lazy")) {
      JsonNode described = TestApp.json(app.get("/products?expand=description")).at("/items/0");
      JsonNode related = TestApp.json(app.get("/products?expand=related")).at("/items/0");
      JsonNode neither = TestApp.json(app.get("/products?expand=")).at("/items/0");

      assertThat(described.has("description")).isTrue();
      assertThat(described.has("related")).isFalse();
      assertThat(related.has("description")).isFalse();
      assertThat(related.get("related")).hasSize(3);
      assertThat(neither.has("description") || neither.has("related")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reviews", "description,reviews", "description,", "Description"})
  void anUnknownExpansionIsRefusedWithThoseThatAreWhateverTheVariant(
      String expand, TestDatabase database) throws Exception {
    for (String load : new String[] {"load=eager", "load=lazy"}) {
      try (TestApp app = TestApp.start(database, load)) {
        HttpResponse<String> response = app.get("/products?expand=" + expand);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode problem = TestApp.json(response);
        assertThat(problem.get("parameter").asText()).isEqualTo("expand");
        assertThat(problem.get("detail").asText())
            .isEqualTo(
                "expand must be a comma-separated list of description, related, but was '%s'"
                    .formatted(expand));
      }
    }
  }
}

package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void theLastOfAsManyStepsIsKept() throws Exception {
    assertThat(walk("{ walk: /feed, next: next, as: cursor, steps: 2 }", "a", "b c", "d"))
        .isEqualTo("b c");
    assertThat(asked).containsExactly("/feed", "/feed?cursor=a");
  }

  @Test
  void aWalkThatEndsEarlierKeepsTheLastValueFound() throws Exception {
    assertThat(walk("{ walk: '/feed?size=${n}', next: next, as: cursor, steps: 9 }", "a", "b+c"))
        .isEqualTo("b+c");
    assertThat(asked)
        .containsExactly("/feed?size=7", "/feed?size=7&cursor=a", "/feed?size=7&cursor=b%2Bc");
  }

  @Test
  void aFirstAnswerWithNothingNextGivesTheEmptyText() throws Exception {
    assertThat(walk("{ walk: /feed, next: next, as: cursor, steps: 9 }")).isEmpty();
    assertThat(asked).containsExactly("/feed");
  }

  @Test
  void whatComesNextMayLieDeeperAndBeANumber() throws Exception {
    Walk walk = parse("{ walk: /feed, next: /page/after, as: after, steps: 1 }");
    assertThat(walk.of(null, path -> new Walk.Answer(200, "{\"page\": {\"after\": 40}}"), Map.of()))
        .isEqualTo("40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { walk: feed, next: n, as: c, steps: 1 }   | walk must be a path that starts with '/', but was 'feed'
          { walk: 7, next: n, as: c, steps: 1 }      | walk must be a path that starts with '/', but was 7
          { walk: /feed, as: c, steps: 1 }           | next must be the name of a member of the answer, but was missing
          { walk: /feed, next: n, steps: 1 }         | as must be the name of a parameter of the query, but was missing
          { walk: /feed, next: n, as: c }            | steps must be 1 to 10000, but was missing
          { walk: /feed, next: n, as: c, steps: 0 }  | steps must be 1 to 10000, but was 0
          """)
  void aWalkThatSaysTooLittleIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(BadInput.class)
        .hasMessage("feeders.deep." + message);
  }

  private String walk(String yaml, String... values) throws Exception {
    return parse(yaml).of(null, path -> answer(path, values), Map.of("n", "7"));
  }

  private Walk.Answer answer(String path, String... values) {
    asked.add(path);
    return new Walk.Answer(
        200,
        asked.size() > values.length
            ? "{\"items\": []}"
            : "{\"next\": \"" + values[asked.size() - 1] + "\"}");
  }

  private static Walk parse(String yaml) throws IOException {
    return Walk.of("feeders.deep", new YAMLMapper().readTree(yaml));
  }
}

package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.cli.CommandNames;
import dev.tuninglab.lab.experiment.BadInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskTest {
  @Test
  void wordsAndOptionsBecomeACommandOfTheLab() {
    assertThat(
            ask(
                """
                {"question": "compare", "words": ["pool=none,hikari", "fetch"],
                 "options": {"budget": "60s", "set": ["json=jackson", "cache=none"]}}
                """))
        .containsExactly(
            "compare",
            "pool=none,hikari",
            "fetch",
            "--budget",
            "60s",
            "--set",
            "json=jackson",
            "--set",
            "cache=none");
  }

  @Test
  void variantsOfAGameDayAndSettingsOfACapacityHaveTheirOwnOptions() {
    assertThat(
            ask(
                "{\"question\": \"gameday\", \"words\": [\"guard\"], \"options\": {\"fault\": \"db-stall=5s\"}}"))
        .containsExactly("gameday", "--compare", "guard", "--fault", "db-stall=5s");
    assertThat(ask("{\"question\": \"capacity\", \"words\": [\"pool=hikari\"]}"))
        .containsExactly("capacity", "--set", "pool=hikari");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--out", "-f", "@/etc/passwd", "", " ", "a\nb"})
  void aWordIsNoOptionAndNoFile(String word) {
    String told =
        "must be texts of 1 to 500 characters that begin with neither - nor @, but one was '"
            + word.replace("\n", "?")
            + "'";

    assertThatThrownBy(() -> asked("words", word))
        .isInstanceOf(BadInput.class)
        .hasMessage("words " + told);
    assertThatThrownBy(() -> asked("options", word))
        .isInstanceOf(BadInput.class)
        .hasMessage("options.budget " + told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "file", "resume", "plan", "db-url", "scenario", "a-ref", "a"})
  void filesFoldersAndServicesAreNotForPages(String option) {
    assertThatThrownBy(
            () -> ask("{\"question\": \"compare\", \"options\": {\"" + option + "\": \"x\"}}"))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith(
            "options."
                + option
                + " is none that a page may give; of a compare these are arrivals,");
  }

  @Test
  void anOptionThatIsAlmostOneIsRecognised() {
    assertThatThrownBy(() -> ask("{\"question\": \"sweep\", \"options\": {\"budgt\": \"9s\"}}"))
        .hasMessageEndingWith("(did you mean budget?)");
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThatThrownBy(() -> ask("{\"question\": \"sweep\", \"options\": {\"budget\": {}}}"))
        .hasMessageEndingWith("but one was none");
    assertThatThrownBy(() -> ask("{\"question\": \"sweep\", \"words\": [null]}"))
        .hasMessageEndingWith("but one was none");
  }

  @Test
  void aQuestionIsOneOfFive() {
    assertThatThrownBy(() -> ask("{\"question\": \"app\"}"))
        .hasMessage(
            "question must be one of compare, matrix, sweep, capacity, gameday, but was 'app'");
    assertThatThrownBy(() -> ask("{}")).hasMessageEndingWith("but was missing");
  }

  @ParameterizedTest
  @EnumSource(Question.class)
  void everyOptionOfAPageIsOneOfTheCommand(Question question) {
    assertThat(CommandNames.options(question.name().toLowerCase(Locale.ROOT)))
        .containsAll(question.options().stream().map(option -> "--" + option).toList());
  }

  @Test
  void theLineCanBePastedIntoAShell() {
    LabCommand lab =
        new LabCommand(
            List.of("java"),
            Path.of(""),
            List.of("--db-url", "secret"),
            List.of("--db-url", "URL"));

    assertThat(lab.line(List.of("compare", "pool=none,hikari", "--gate", "p99<50ms", "it's")))
        .isEqualTo("./lab compare pool=none,hikari --gate 'p99<50ms' 'it'\\''s' --db-url URL");
  }

  private static List<String> asked(String where, String word) {
    String text = word.replace("\n", "\\n");
    return ask(
        where.equals("words")
            ? "{\"question\": \"compare\", \"words\": [\"" + text + "\"]}"
            : "{\"question\": \"compare\", \"options\": {\"budget\": \"" + text + "\"}}");
  }

  private static List<String> ask(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Ask.class).command();
  }
}

package dev.tuninglab.app.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TuningTest {
  private enum Colour implements Variant {
    RED,
    GREEN;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Knob<Colour> PAINT =
      new Knob<>("paint", Values.of(Colour.class), "green", "w", "e");
  private static final Knob<Integer> COATS =
      new Knob<>("paint.coats", new Values.Count(1, 9), "2", "w", "e");
  private static final Knob<Duration> DRY =
      new Knob<>("paint.dry", new Values.Span("250ms", "10m"), "30s", "w", "e");
  private static final Knob<Optional<Integer>> SPARE =
      new Knob<>(
          "paint.spare", new Values.WordOr<>("coats", new Values.Count(0, 9)), "1", "w", "e");
  private static final List<Knob<?>> ALL = List.of(PAINT, COATS, DRY, SPARE);

  @Test
  void whatIsNotAskedForIsPreset() {
    Tuning tuning = Tuning.of(ALL, Map.of("paint.coats", "3"));

    assertThat(tuning.get(PAINT)).isEqualTo(Colour.GREEN);
    assertThat(tuning.get(COATS)).isEqualTo(3);
    assertThat(tuning.get(DRY)).isEqualTo(Duration.ofSeconds(30));
    assertThat(tuning.settings())
        .containsExactly(
            Map.entry("paint", "green"),
            Map.entry("paint.coats", "3"),
            Map.entry("paint.dry", "30s"),
            Map.entry("paint.spare", "1"));
  }

  @Test
  void aWordMayStandBesideNumbers() {
    assertThat(Tuning.of(ALL, Map.of("paint.spare", "coats")).get(SPARE)).isEmpty();
    assertThat(Tuning.of(ALL, Map.of("paint.spare", "0")).get(SPARE)).contains(0);
    refused(
        "paint.spare",
        "some",
        "paint.spare must be coats or a whole number from 0 to 9, but was 'some'");
  }

  @Test
  void refusalsNameTheKnobItsRuleAndTheValue() {
    refused("paint", "blue", "paint must be one of red, green, but was 'blue'");
    refused("paint", "RED", "paint must be one of red, green, but was 'RED'");
    refused("paint.coats", "10", "paint.coats must be a whole number from 1 to 9, but was '10'");
    refused("paint.coats", "03", "paint.coats must be a whole number from 1 to 9, but was '03'");
    refused(
        "paint.dry",
        "11m",
        "paint.dry must be a duration from 250ms to 10m, such as 250ms or 30s, but was '11m'");
    refused(
        "pain",
        "red",
        "a knob must be one of paint, paint.coats, paint.dry, paint.spare, but was 'pain'");
  }

  @Test
  void aKnobMustAcceptItsOwnPreset() {
    assertThatThrownBy(() -> new Knob<>("coats", new Values.Count(1, 9), "0", "w", "e"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("coats must be a whole number from 1 to 9, but was '0'");
  }

  @Property
  void aNumberInItsRangeIsRead(@ForAll @IntRange(max = 999_999_999) int number) {
    assertThat(new Values.Count(0, 999_999_999).parse(Integer.toString(number))).contains(number);
  }

  @Property
  void aDurationInItsRangeIsRead(@ForAll @IntRange(min = 250, max = 600_000) int number) {
    assertThat(new Values.Span("250ms", "10m").parse(number + "ms"))
        .contains(Duration.ofMillis(number));
  }

  @Property
  void anyTextIsReadOrRefusedButBreaksNothing(@ForAll String text) {
    assertThat(new Values.Count(1, 200).parse(text))
        .satisfies(read -> read.ifPresent(number -> assertThat(number.toString()).isEqualTo(text)));
    if (new Values.Span("1ms", "10m").parse(text).isPresent()) {
      assertThat(text).matches("[1-9][0-9]*(us|ms|s|m)");
    }
  }

  private static void refused(String knob, String value, String message) {
    assertThatThrownBy(() -> Tuning.of(ALL, Map.of(knob, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(message);
  }
}

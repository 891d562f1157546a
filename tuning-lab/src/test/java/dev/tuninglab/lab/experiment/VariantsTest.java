package dev.tuninglab.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantsTest {
  private static final Knobs KNOBS =
      new Knobs(
          List.of(
              new Knob("pool", new Knob.OneOf(List.of("none", "hikari")), "hikari", "order", ""),
              new Knob("pool.size", new Knob.Range(1, 200), "10", "order", ""),
              new Knob(
                  "pool.timeout",
                  new Knob.Time(Duration.ofMillis(100), Duration.ofMinutes(1)),
                  "30s",
                  "order",
                  ""),
              new Knob(
                  "fetch",
                  new Knob.OneOf(List.of("n-plus-one", "join", "batch")),
                  "join",
                  "page",
                  "")));

  @Test
  void everyNamedValueBecomesAVariantInTheOrderTyped() {
    assertThat(parse("pool=hikari,none"))
        .extracting(Variant::name)
        .containsExactly("pool=hikari", "pool=none");
  }

  @Test
  void aKnobAloneStandsForAllOfItsValues() {
    assertThat(parse("fetch"))
        .extracting(Variant::name)
        .containsExactly("fetch=n-plus-one", "fetch=join", "fetch=batch");
  }

  @Test
  void severalKnobsMakeEveryCombination() {
    assertThat(parse("pool=none,hikari", "fetch=join,batch"))
        .extracting(Variant::name)
        .containsExactly(
            "pool=none+fetch=join",
            "pool=none+fetch=batch",
            "pool=hikari+fetch=join",
            "pool=hikari+fetch=batch");
  }

  @Test
  void oneKnobMayBePinnedWhileAnotherVaries() {
    assertThat(parse("pool=hikari", "fetch=join,batch"))
        .extracting(Variant::settings)
        .containsExactly(
            Map.of("pool", "hikari", "fetch", "join"), Map.of("pool", "hikari", "fetch", "batch"));
  }

  @Test
  void commonSettingsReachEveryVariantButNotItsName() {
    Variant first =
        Variants.parse(List.of("fetch=join,batch"), Map.of("pool.size", "20"), KNOBS).get(0);
    assertThat(first.name()).isEqualTo("fetch=join");
    assertThat(first.settings()).containsEntry("pool.size", "20");
  }

  @Test
  void aValueThatIsNotAllowedIsAnsweredWithThoseThatAre() {
    refused("pool must be one of none, hikari, but was 'fast'", "pool=fast");
    refused("pool.size must be a whole number from 1 to 200, but was '0'", "pool.size=0,10");
    refused("pool.size must be a whole number from 1 to 200, but was 'ten'", "pool.size=10,ten");
    refused("pool must be one of none, hikari, but was ''", "pool=none,");
  }

  @Test
  void anUnknownKnobIsAnsweredWithThoseThatAreAndTheNearest() {
    refused(
        "unknown knob 'poll'; knobs are pool, pool.size, pool.timeout, fetch (did you mean pool?)",
        "poll=none,hikari");
    refused("unknown knob 'cache'; knobs are pool, pool.size, pool.timeout, fetch", "cache=a,b");
  }

  @Test
  void oneValueOnlyIsNothingToCompare() {
    refused(
        "pool needs at least two values to compare, but was 'pool=none'; allowed are none, hikari",
        "pool=none");
  }

  @Test
  void aValueNamedTwiceIsComparedWithItself() {
    List<Variant> variants = Variants.parse(List.of("pool=hikari,hikari"), Map.of(), KNOBS);
    assertThat(variants).extracting(Variant::name).containsExactly("pool=hikari", "pool=hikari#2");
    assertThat(variants).extracting(Variant::settings).containsOnly(Map.of("pool", "hikari"));
  }

  @Test
  void aRepeatedKnobIsRefused() {
    refused("pool is given twice; put all its values in one word", "pool=none", "pool=hikari");
  }

  @Test
  void aRangeNeedsItsValuesNamed() {
    refused("pool.size needs its values named (1..200), such as pool.size=A,B", "pool.size");
  }

  @Test
  void moreVariantsThanTheMachineCanKeepAliveAreRefused() {
    refused(
        "at most 8 variants can be compared at once, but these words make 9; for effects of many:"
            + " ./lab matrix",
        "pool.size=1,2,3,4,5,6,7,8,9");
  }

  @Test
  void aKnobIsEitherComparedOrSet() {
    assertThatThrownBy(
            () -> Variants.parse(List.of("pool=none,hikari"), Map.of("pool", "none"), KNOBS))
        .isInstanceOf(BadInput.class)
        .hasMessage("pool is both compared and set; leave one of them out");
  }

  @Test
  void settingsAreCheckedLikeValues() {
    assertThat(Variants.settings(List.of("pool.timeout=250ms", "pool=none"), KNOBS))
        .containsExactly(Map.entry("pool.timeout", "250ms"), Map.entry("pool", "none"));
    assertThatThrownBy(() -> Variants.settings(List.of("pool"), KNOBS))
        .hasMessage("--set takes knob=value, but was 'pool'");
    assertThatThrownBy(() -> Variants.settings(List.of("pool=none", "pool=hikari"), KNOBS))
        .hasMessage("pool is set twice");
    assertThatThrownBy(() -> Variants.settings(List.of("pool.timeout=fast"), KNOBS))
        .hasMessage("pool.timeout must be a time such as 250ms, 60s or 2m, but was 'fast'");
  }

  private static List<Variant> parse(String... words) {
    return Variants.parse(List.of(words), Map.of(), KNOBS);
  }

  private static void refused(String message, String... words) {
    assertThatThrownBy(() -> parse(words)).isInstanceOf(BadInput.class).hasMessage(message);
  }
}

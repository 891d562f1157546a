// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.tuning;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a knob accepts.
 *
 * @param <T> what a value is once it is understood
 */
public sealed interface Values<T> {
  /** The value that the text stands for; empty when the text breaks the {@link #rule()}. */
  Optional<T> parse(String text);

  /** The rule in words that follow "must be". */
  String rule();

  /** One of a few named variants; the first is what an untuned service does. */
  record Choice<T extends Variant>(List<T> variants) implements Values<T> {
    public Choice {
      variants = List.copyOf(variants);
    }

    /** The ids, in the order of the enum. */
    public List<String> ids() {
      return variants.stream().map(Variant::id).toList();
    }

    @Override
    public Optional<T> parse(String text) {
      return variants.stream().filter(variant -> variant.id().equals(text)).findFirst();
    }

    @Override
    public String rule() {
      return "one of " + String.join(", ", ids());
    }
  }

  /** A whole number from {@code min} to {@code max}, both allowed. */
  record Count(int min, int max) implements Values<Integer> {
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,8}");

    @Override
    public Optional<Integer> parse(String text) {
      return Optional.of(text)
          .filter(digits -> DIGITS.matcher(digits).matches())
          .map(Integer::valueOf)
          .filter(number -> number >= min && number <= max);
    }

    @Override
    public String rule() {
      return "a whole number from " + min + " to " + max;
    }
  }

  /**
   * A duration in whole microseconds, milliseconds, seconds or minutes, from {@code min} to {@code
   * max}.
   */
  record Span(String min, String max) implements Values<Duration> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8}|0)(us|ms|s|m)");

    @Override
    public Optional<Duration> parse(String text) {
      return duration(text)
          .filter(length -> length.compareTo(duration(min).orElseThrow()) >= 0)
          .filter(length -> length.compareTo(duration(max).orElseThrow()) <= 0);
    }

    @Override
    public String rule() {
      return "a duration from " + min + " to " + max + ", such as 250ms or 30s";
    }

    private static Optional<Duration> duration(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        return Optional.empty();
      }
      long amount = Long.parseLong(form.group(1));
      return Optional.of(
          switch (form.group(2)) {
            case "us" -> Duration.ofNanos(1_000 * amount);
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
          });
    }
  }

  /**
   * A word that stands for no value of its own, such as {@code off}, or one of the others: empty
   * for the word.
   */
  record WordOr<T>(String word, Values<T> others) implements Values<Optional<T>> {
    @Override
    public Optional<Optional<T>> parse(String text) {
      return text.equals(word)
          ? Optional.of(Optional.empty())
          : others.parse(text).map(Optional::of);
    }

    @Override
    public String rule() {
      return word + " or " + others.rule();
    }
  }

  /** The variants of an enum, in its order. */
  static <T extends Enum<T> & Variant> Choice<T> of(Class<T> variants) {
    return Arrays.stream(variants.getEnumConstants())
        .collect(Collectors.collectingAndThen(Collectors.toList(), Choice::new));
  }
}

// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.tuning;

/**
 * One thing about the API that can be changed.
 *
 * @param name the word of the flag, for example {@code pool.size}
 * @param values what it accepts
 * @param preset the value, as text, when none is asked for
 * @param workload the workload of {@code shop.yaml} that shows its effect
 * @param expectation one line on what to expect
 * @param <T> what its value is once it is understood
 */
public record Knob<T>(
    String name, Values<T> values, String preset, String workload, String expectation) {

  /**
   * @throws InvalidSetting when the preset breaks the rule of the values
   */
  public Knob {
    if (values.parse(preset).isEmpty()) {
      throw refusal(name, values, preset);
    }
  }

  /**
   * The value that the text stands for.
   *
   * @throws InvalidSetting when the knob does not accept it
   */
  public T parse(String text) {
    return values.parse(text).orElseThrow(() -> refusal(name, values, text));
  }

  private static InvalidSetting refusal(String name, Values<?> values, String text) {
    return new InvalidSetting(name + " must be " + values.rule() + ", but was '" + text + "'");
  }
}

package dev.tuninglab.gatling.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Text with {@code ${variable}} in it; {@code $${} stands for a literal {@code ${}. {@code
 * ${env:NAME}} is a variable of the environment.
 *
 * @param parts literals and variables in the order of the text
 */
public record Template(List<Part> parts) {
  private static final Pattern NAME =
      Pattern.compile(Secrets.PREFIX + "[A-Za-z_][A-Za-z0-9_]*|[A-Za-z][A-Za-z0-9_.-]*");

  /** A piece of a template. */
  public sealed interface Part {}

  /** Text as it stands. */
  public record Literal(String text) implements Part {}

  /** A place to fill in. */
  public record Variable(String name) implements Part {}

  /** Keeps its own copy of the parts. */
  public Template {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a template.
   *
   * @param where the full key of the text, for errors
   * @throws IllegalArgumentException if a variable is not closed or not a name
   */
  public static Template parse(String text, String where) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int open; (open = text.indexOf("${", at)) >= 0; ) {
      if (open > at && text.charAt(open - 1) == '$') {
        literal(parts, text.substring(at, open - 1) + "${");
        at = open + 2;
        continue;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException(
            where + " has a '${' without its '}' (write '$${' for the text itself): " + text);
      }
      String name = text.substring(open + 2, close);
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            where
                + " names a variable with letters, digits, '_', '.' and '-', but had '${"
                + name
                + "}'");
      }
      literal(parts, text.substring(at, open));
      parts.add(new Variable(name));
      at = close + 1;
    }
    literal(parts, text.substring(at));
    return new Template(parts);
  }

  /**
   * The variables that a feeder gives, in the order of the text; one that is used twice is listed
   * twice.
   */
  public List<String> variables() {
    return names().filter(name -> !Secrets.isOne(name)).toList();
  }

  /** The variables of the environment: {@code env:NAME}. */
  public List<String> secrets() {
    return names().filter(Secrets::isOne).toList();
  }

  private Stream<String> names() {
    return parts.stream().filter(Variable.class::isInstance).map(part -> ((Variable) part).name());
  }

  /** The text with every variable replaced by what {@code value} says for its name. */
  public String fill(UnaryOperator<String> value) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          part instanceof Variable variable
              ? value.apply(variable.name())
              : ((Literal) part).text());
    }
    return text.toString();
  }

  private static void literal(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Literal(text));
    }
  }
}

package dev.tuninglab.lab.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the feeders of a target file into what the load generator draws values from. */
final class Feeders {
  private static final double DEFAULT_SKEW = 1.0;
  private static final String CHOICE = "choice";
  private static final String SKEW = "skew";

  /** What goes with each kind of feeder; a feeder is of the kind of which it has the key. */
  static final Map<String, List<String>> KINDS = kinds();

  private Feeders() {}

  private static Map<String, List<String>> kinds() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("zipf", List.of(SKEW));
    kinds.put("uniform", List.of("step"));
    kinds.put("values", List.of());
    kinds.put("unique", List.of());
    kinds.put("walk", List.of("next", "as", "steps"));
    kinds.put("csv", List.of(CHOICE, SKEW));
    kinds.put("json", List.of(CHOICE, SKEW));
    return kinds;
  }

  /**
   * @throws BadInput if it is of no kind, or of two, or has a key that goes with another
   */
  static void checkKeys(String key, JsonNode node) {
    String kind = kind(key, node);
    List<String> known = new ArrayList<>(KINDS.get(kind));
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(kind) && !known.contains(name)) {
                throw new BadInput(
                    key
                        + "."
                        + name
                        + " is unknown: "
                        + (known.isEmpty()
                            ? "nothing goes with " + kind
                            : "with " + kind + " go " + String.join(", ", known))
                        + Nearest.hint(known, name));
              }
            });
  }

  private static String kind(String key, JsonNode node) {
    List<String> found = KINDS.keySet().stream().filter(node::has).toList();
    if (found.size() != 1) {
      throw new BadInput(
          key
              + " needs one of "
              + String.join(", ", KINDS.keySet())
              + (found.isEmpty() ? "" : ", but has " + String.join(" and ", found)));
    }
    return found.get(0);
  }

  static boolean isTable(JsonNode node) {
    return node.has("csv") || node.has("json");
  }

  /**
   * @param variables fills placeholders of ranges
   * @param folder from which files are named
   * @throws BadInput if it is not well-formed, or a file cannot be read
   */
  static Feeder of(String key, JsonNode node, Map<String, String> variables, Path folder) {
    try {
      return switch (kind(key, node)) {
        case "zipf" -> {
          Span span = span(key + ".zipf", node.get("zipf"), variables);
          yield new Feeder.Zipf(span.from(), span.to(), skew(node));
        }
        case "uniform" -> {
          Span span = span(key + ".uniform", node.get("uniform"), variables);
          yield new Feeder.Uniform(span.from(), span.to(), node.path("step").asLong(1));
        }
        case "values" -> {
          List<String> values = new ArrayList<>();
          node.get("values").forEach(value -> values.add(value.asText()));
          yield new Feeder.Values(values);
        }
        case "unique" -> unique(key, node);
        case "walk" -> {
          Walk.of(key, node);
          yield new Feeder.Given();
        }
        default -> table(key, node, folder);
      };
    } catch (IllegalArgumentException e) {
      throw new BadInput(key + ": " + e.getMessage(), e);
    }
  }

  private static Feeder unique(String key, JsonNode node) {
    if (!node.get("unique").asBoolean()) {
      throw new BadInput(key + ".unique must be true, but was " + node.get("unique"));
    }
    return new Feeder.Unique();
  }

  private static Feeder table(String key, JsonNode node, Path folder) {
    Table table =
        node.has("csv")
            ? Table.csv(key + ".csv", folder.resolve(node.get("csv").asText()).normalize())
            : Table.json(key + ".json", folder.resolve(node.get("json").asText()).normalize());
    return new Feeder.Rows(table.columns(), table.rows(), choice(key, node), skew(node));
  }

  private static Feeder.Rows.Choice choice(String key, JsonNode node) {
    String word = node.path(CHOICE).asText("random");
    return switch (word) {
      case "sequential" -> Feeder.Rows.Choice.SEQUENTIAL;
      case "random" -> Feeder.Rows.Choice.RANDOM;
      case "zipf" -> Feeder.Rows.Choice.ZIPF;
      default ->
          throw new BadInput(
              key + ".choice must be one of sequential, random, zipf, but was '" + word + "'");
    };
  }

  private static double skew(JsonNode node) {
    return node.path(SKEW).asDouble(DEFAULT_SKEW);
  }

  private static Span span(String key, JsonNode node, Map<String, String> variables) {
    return Span.parse(key, Placeholders.fill(key, node.asText(), variables));
  }
}

package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.experiment.Knobs;
import dev.tuninglab.lab.experiment.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a variant becomes a process: its program, the words after it, its environment. */
final class Launch {
  /** Stands in a command for as many words as the knobs ask of the JVM. */
  private static final String JVM_WORD = "${jvm}";

  private final TargetFile file;
  private final Knobs knobs;
  private final Jdks jdks;
  private final Map<String, JvmOptions> jvmOptions = new LinkedHashMap<>();
  private final Optional<String> jdkKnob;

  /**
   * @throws BadInput if the file asks for options of a JVM, but has no place for them
   */
  Launch(TargetFile file, Knobs knobs, Jdks jdks) {
    this.file = file;
    this.knobs = knobs;
    this.jdks = jdks;
    file.knobs()
        .forEach(
            (name, entry) -> {
              if (entry.jvm() != null) {
                String key = "knobs." + name + ".jvm";
                jvmOptions.put(name, JvmOptions.of(key, entry.jvm(), knobs.named(name).domain()));
              }
            });
    List<String> ofJdk =
        file.knobs().entrySet().stream()
            .filter(entry -> entry.getValue().jdk())
            .map(Map.Entry::getKey)
            .toList();
    if (ofJdk.size() > 1) {
      throw new BadInput(
          "jdk: true must be said of one knob, but is of " + String.join(", ", ofJdk));
    }
    this.jdkKnob = ofJdk.stream().findFirst();
    demandPlace();
  }

  private void demandPlace() {
    TargetFile.Start start = file.start();
    for (String word : start.command()) {
      if (word.contains(JVM_WORD) && !word.equals(JVM_WORD)) {
        throw new BadInput(
            "start.command must have "
                + JVM_WORD
                + " as a word of its own, but has '"
                + word
                + "'");
      }
    }
    boolean placed =
        start.command().contains(JVM_WORD)
            || start.env().values().stream().anyMatch(value -> value.contains(JVM_WORD));
    if (!jvmOptions.isEmpty() && !placed) {
      throw new BadInput(
          "start.command must have the word "
              + JVM_WORD
              + ", where the options of "
              + String.join(", ", jvmOptions.keySet())
              + " go, but has none");
    }
  }

  /**
   * What the lab itself sets as it starts this variant, defaults included: the JVM and its options.
   */
  Map<String, String> ofJvm(Variant variant) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Knob knob : knobs.all()) {
      if (isOfJvm(knob.name())) {
        settings.put(knob.name(), effective(knob, variant));
      }
    }
    return settings;
  }

  boolean isOfJvm(String knob) {
    return jvmOptions.containsKey(knob) || jdkKnob.filter(knob::equals).isPresent();
  }

  private static String effective(Knob knob, Variant variant) {
    return variant.settings().getOrDefault(knob.name(), knob.defaultValue());
  }

  /** The file for the classes that this variant's JVM loads; empty if the target wants none. */
  Optional<ClassArchive> archive(Variant variant, Map<String, String> variables) {
    return Optional.ofNullable(file.start().archive())
        .map(text -> Placeholders.fill("start.archive", text, ofVariant(variant, variables)))
        .map(path -> new ClassArchive(Path.of(path)));
  }

  List<String> command(Variant variant, int port, Map<String, String> variables) {
    Map<String, String> values = values(variant, port, variables);
    List<String> command = new ArrayList<>();
    for (String word : file.start().command()) {
      if (word.equals(JVM_WORD)) {
        command.addAll(jvmWords(variant, values));
      } else {
        command.add(Placeholders.fill("start.command", word, values));
      }
    }
    variant.settings().forEach((knob, value) -> command.addAll(set(knob, value, values)));
    return command;
  }

  Map<String, String> env(Variant variant, int port, Map<String, String> variables) {
    Map<String, String> values = values(variant, port, variables);
    values.put("jvm", String.join(" ", jvmWords(variant, values)));
    Map<String, String> env = new LinkedHashMap<>();
    file.start()
        .env()
        .forEach((k, v) -> env.put(k, Placeholders.fill("start.env." + k, v, values)));
    variant
        .settings()
        .forEach(
            (knob, value) ->
                Optional.ofNullable(file.knobs().get(knob).env())
                    .orElse(Map.of())
                    .forEach(
                        (k, v) ->
                            env.put(
                                k,
                                Placeholders.fill(
                                    "knobs." + knob + ".env." + k, v, with(values, knob, value)))));
    return env;
  }

  /** Fills a text for this variant. */
  String fill(String where, String text, Variant variant, int port, Map<String, String> variables) {
    return Placeholders.fill(where, text, values(variant, port, variables));
  }

  private Map<String, String> values(Variant variant, int port, Map<String, String> variables) {
    Map<String, String> values = ofVariant(variant, variables);
    values.put("port", String.valueOf(port));
    archive(variant, variables).ifPresent(archive -> values.putIfAbsent("archive", archive.use()));
    return values;
  }

  private Map<String, String> ofVariant(Variant variant, Map<String, String> variables) {
    Map<String, String> values = new LinkedHashMap<>(variables);
    ofJvm(variant).forEach((knob, value) -> values.put("knobs." + knob, value));
    jdkKnob.ifPresent(
        knob -> {
          Jdk jdk = jdks.named(effective(knobs.named(knob), variant));
          values.put("java", jdk.launcher().toString());
          values.put("java.version", jdk.versionText());
        });
    return values;
  }

  private List<String> jvmWords(Variant variant, Map<String, String> values) {
    List<String> words = new ArrayList<>();
    jvmOptions.forEach(
        (knob, options) -> {
          String value = effective(knobs.named(knob), variant);
          for (String word : options.of(value)) {
            words.add(Placeholders.fill("knobs." + knob + ".jvm", word, with(values, knob, value)));
          }
        });
    return words;
  }

  private List<String> set(String knob, String value, Map<String, String> variables) {
    TargetFile.KnobEntry entry = file.knobs().get(knob);
    List<String> template =
        entry.set() != null
            ? entry.set()
            : entry.env() != null || entry.headers() != null || isOfJvm(knob)
                ? List.of()
                : file.start().set();
    Map<String, String> values = with(variables, knob, value);
    return template.stream()
        .map(word -> Placeholders.fill("knobs." + knob + ".set", word, values))
        .toList();
  }

  private static Map<String, String> with(Map<String, String> values, String knob, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put("knob", knob);
    more.put("value", value);
    return more;
  }
}

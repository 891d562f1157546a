package dev.tuninglab.lab.init;

import dev.tuninglab.lab.experiment.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a target file with comments. */
final class LabYaml {
  private static final int WIDTH = 100;
  private static final int COMMENT = 92;
  private static final double USUAL_RATE = 50;

  private final StringBuilder out = new StringBuilder();
  private final FoundRequests found;
  private final ServiceUrl url;
  private final String command;

  private LabYaml(FoundRequests found, ServiceUrl url, String command) {
    this.found = found;
    this.url = url;
    this.command = command;
  }

  /**
   * @param url where the service is
   * @param command what to run next
   */
  static String of(FoundRequests found, ServiceUrl url, String command) {
    LabYaml yaml = new LabYaml(found, url, command);
    yaml.head();
    yaml.workloads();
    yaml.feeders();
    return yaml.out.toString();
  }

  private void head() {
    comment("", "A target file for the lab, made of " + found.source() + " by ./lab init.");
    comment(
        "",
        "Look it through before you run it: it holds what was found, and guesses where it says so.");
    found.notes().forEach(note -> comment("", note));
    found
        .leftOut()
        .forEach(
            left ->
                comment(
                    "", String.format(Locale.ROOT, "Left out: %,d %s", left.count(), left.what())));
    line("name: " + Yaml.quoted(found.name()));
    line("");
    comment(
        "",
        "It runs there: the lab neither starts nor stops it. Compare it with itself first, to see");
    comment("", "what can be told apart here; then with another deployment of it, as --b:");
    line("#   " + command);
    line("url: " + url.origin());
    comment(
        "",
        "Knobs that are set when a service starts need one that the lab starts. Then put this,");
    comment("", "with your command, in the place of url:");
    line("# start:");
    line("#   command: [\"java\", \"-jar\", \"your-service.jar\", \"--port=${port}\"]");
    line("# knobs:");
    line("#   pool.size:");
    line("#     range: 1..50");
    line("#     default: \"10\"");
    line("#     workload: read");
    line("#     env: { POOL_SIZE: \"${value}\" }");
    comment("", "Ready is: GET on this path answers 200.");
    line(
        ready()
            .map(path -> "ready: { path: " + Yaml.quoted(path) + ", within: 60s }")
            .orElse("# ready: { path: /health, within: 60s }"));
    comment("", "PostgreSQL that the service uses, for finding out why a variant is slower.");
    line("# database: \"jdbc:postgresql://localhost/NAME?user=ME&password=${env:DB_PASSWORD}\"");
  }

  /** A health check that was seen, else the first request that anybody may send as it stands. */
  private Optional<String> ready() {
    return found
        .ready()
        .or(
            () ->
                found.reads().stream()
                    .filter(request -> request.isFixed() && request.expect().isEmpty())
                    .filter(request -> request.secrets().isEmpty())
                    .map(FoundRequest::path)
                    .findFirst());
  }

  private void workloads() {
    line("");
    line("workloads:");
    line("  read:");
    secrets(found.reads());
    if (found.pace().isPresent()) {
      comment("    ", "As it was: " + found.pace().get().comment() + ".");
      comment("    ", "Short runs need more requests than a quiet service has: raise it for them.");
    }
    if (found.pace().isEmpty()) {
      comment("    ", "A guess: how fast requests come was not told.");
    }
    double rate = found.pace().map(FoundRequests.Pace::mean).orElse(USUAL_RATE);
    line("    rate: " + ArrivalCount.rate(Math.max(1, Math.min(rate, Rate.HIGHEST))) + "/s");
    line("    requests:");
    found.reads().forEach(request -> request("      ", request));
    if (found.writes().isEmpty()) {
      return;
    }
    comment(
        "  ", "Writes change data, so they are off. Take away the first '#' of each line where");
    comment("  ", "they may: every request is sent many times over.");
    int start = out.length();
    line("  write:");
    secrets(found.writes());
    line("    rate: 10/s");
    line("    requests:");
    found.writes().forEach(request -> request("      ", request));
    String active = out.substring(start);
    out.setLength(start);
    active.lines().forEach(each -> line("#" + each));
  }

  /** What has to be set before these can be sent. */
  private void secrets(List<FoundRequest> requests) {
    List<String> names =
        requests.stream().flatMap(each -> each.secrets().stream()).distinct().sorted().toList();
    if (!names.isEmpty()) {
      comment(
          "    ",
          "Secrets are not written here. Set them in the environment before a run: "
              + String.join(", ", names));
    }
  }

  private void request(String indent, FoundRequest request) {
    request.comments().forEach(text -> comment(indent, text));
    List<String> keys = new ArrayList<>();
    keys.add("name: " + request.name());
    if (request.isWrite()) {
      keys.add("method: " + request.method());
    }
    keys.add("path: " + Yaml.quoted(request.path()));
    if (request.weight() != 1) {
      keys.add("weight: " + request.weight());
    }
    if (!request.expect().isEmpty()) {
      keys.add("expect: " + request.expect());
    }
    String flow = indent + "- { " + String.join(", ", keys) + " }";
    if (request.headers().isEmpty() && request.body() == null && flow.length() <= WIDTH) {
      line(flow);
      return;
    }
    String separator = "- ";
    for (String key : keys) {
      line(indent + separator + key);
      separator = "  ";
    }
    if (!request.headers().isEmpty()) {
      line(indent + "  headers:");
      new TreeMap<>(request.headers())
          .forEach(
              (name, value) ->
                  line(indent + "    " + Yaml.quoted(name) + ": " + Yaml.quoted(value)));
    }
    if (request.body() != null) {
      line(indent + "  body: " + Yaml.quoted(request.body()));
    }
  }

  private void feeders() {
    if (found.feeders().isEmpty()) {
      return;
    }
    line("");
    comment("", "Where the values of the variables come from.");
    line("feeders:");
    for (Map.Entry<String, FoundFeeder> feeder : found.feeders().entrySet()) {
      feeder.getValue().comments().forEach(text -> comment("  ", text));
      source(feeder.getKey(), feeder.getValue().source());
    }
  }

  private void source(String name, FoundFeeder.Source source) {
    if (source instanceof FoundFeeder.Uniform uniform) {
      line("  %s: { uniform: \"%d..%d\" }".formatted(name, uniform.from(), uniform.to()));
    } else if (source instanceof FoundFeeder.Zipf zipf) {
      line(
          String.format(
              Locale.ROOT,
              "  %s: { zipf: \"%d..%d\", skew: %s }",
              name,
              zipf.from(),
              zipf.to(),
              zipf.skew()));
    } else if (source instanceof FoundFeeder.Values values) {
      List<String> quoted = values.values().stream().map(Yaml::quoted).toList();
      String flow = "  " + name + ": { values: [" + String.join(", ", quoted) + "] }";
      if (flow.length() <= WIDTH) {
        line(flow);
      } else {
        line("  " + name + ":");
        line("    values:");
        rows(quoted);
      }
    }
  }

  /** A long list, some of it on each line. */
  private void rows(List<String> values) {
    StringBuilder row = new StringBuilder("      [");
    for (int i = 0; i < values.size(); i++) {
      String next = values.get(i) + (i + 1 < values.size() ? "," : "]");
      if (row.length() + next.length() + 1 > WIDTH && !row.toString().isBlank()) {
        line(row.toString().stripTrailing());
        row = new StringBuilder("       ");
      }
      row.append(next).append(' ');
    }
    line(row.toString().stripTrailing());
  }

  private void comment(String indent, String text) {
    StringBuilder row = new StringBuilder();
    for (String word : Yaml.comment(text).split(" ")) {
      if (!row.isEmpty() && row.length() + word.length() + 1 > COMMENT) {
        line(indent + "# " + row);
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    line(indent + "# " + row);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}

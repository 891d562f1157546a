package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.JsonCheck;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsTest {
  private static final String FILE =
      """
      name: mine
      start: { command: ["${java}"] }
      ready: { path: /up }
      auth: { header: Authorization, value: "Bearer ${env:LAB_TEST_TOKEN}" }
      workloads:
        w:
          requests:
            - name: read
              path: /items/${item.id}
              check:
                - json: { path: /id, equals: 7 }
                - json: { path: "$.tags[*]", equals: new }
                - json: { path: /error, exists: false }
            - { name: add, method: POST, path: /items, body-file: bodies/add.json, expect: [201],
                headers: { authorization: mine } }
      feeders:
        item: { csv: items.csv, choice: sequential }
        unused: { json: missing.json }
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectory(folder.resolve("bodies"));
    Files.writeString(folder.resolve("bodies/add.json"), "{\"name\": \"${item.name}\"}\n");
    Files.writeString(folder.resolve("items.csv"), "id,name\n1,\"a, b\"\n\n2,c\n");
  }

  @Test
  void checksBodiesFromFilesAndRowsOfTablesAreRead() throws IOException {
    Workload workload = workload(FILE);
    RequestSpec read = workload.requests().get(0);
    assertThat(read.checks())
        .containsExactly(
            new JsonCheck("/id", "7", true),
            new JsonCheck("$.tags[*]", "new", true),
            new JsonCheck("/error", null, false));
    assertThat(workload.requests().get(1).body()).isEqualTo("{\"name\": \"${item.name}\"}\n");
    assertThat(workload.feeders())
        .containsOnly(
            Map.entry(
                "item",
                new Feeder.Rows(
                    List.of("id", "name"),
                    List.of(List.of("1", "a, b"), List.of("2", "c")),
                    Feeder.Rows.Choice.SEQUENTIAL,
                    1)));
  }

  @Test
  void theHeaderOfAuthGoesWithEveryRequestThatHasNoneOfItsOwnAndStaysAName() throws IOException {
    Workload workload = workload(FILE);
    assertThat(workload.requests().get(0).headers())
        .containsExactly(Map.entry("Authorization", "Bearer ${env:LAB_TEST_TOKEN}"));
    assertThat(workload.requests().get(1).headers())
        .containsExactly(Map.entry("authorization", "mine"));
  }

  @Test
  void rowsMayComeFromJson() throws IOException {
    Files.writeString(folder.resolve("i.json"), "[{\"id\": 1, \"name\": \"x\"}]");
    String json = FILE.replace("csv: items.csv, choice: sequential", "json: i.json");
    assertThat(workload(json).feeders().get("item"))
        .isEqualTo(
            new Feeder.Rows(
                List.of("id", "name"), List.of(List.of("1", "x")), Feeder.Rows.Choice.RANDOM, 1));
    Files.writeString(folder.resolve("i.json"), "[{\"id\": 1, \"name\": \"x\"}, {\"id\": 2}]");
    refused(
        json,
        "feeders.item.json: "
            + folder.resolve("i.json")
            + " element 1 must have a text, a number or true or false as 'name'");
  }

  @Test
  void aVariableOfTheEnvironmentThatIsMissingIsNamed() {
    refused(
        FILE.replace("LAB_TEST_TOKEN", "LAB_TEST_UNSET"),
        "workloads.w.requests.read uses the environment variable LAB_TEST_UNSET, which is not set");
  }

  @Test
  void filesThatAreMissingOrOfAnotherFormAreNamed() throws IOException {
    refused(
        FILE.replace("add.json", "none.json"),
        "workloads.w.requests.add.body-file: "
            + folder.resolve("bodies/none.json")
            + " does not exist");
    refused(
        FILE.replace("body-file:", "body: x, body-file:"),
        "workloads.w.requests.add has a body and a body-file, of which it takes one");
    refused(
        FILE.replace("items.csv", "none.csv"),
        "feeders.item.csv: " + folder.resolve("none.csv") + " does not exist");
    Files.writeString(folder.resolve("items.csv"), "id,name\n1,a\n2\n");
    refused(
        FILE,
        "feeders.item.csv: "
            + folder.resolve("items.csv")
            + " line 3 must have 2 values, as the first line, but has 1");
    Files.writeString(folder.resolve("items.csv"), "id,name\n");
    refused(
        FILE,
        "feeders.item.csv: "
            + folder.resolve("items.csv")
            + " must hold one row or more, but has none");
  }

  @Test
  void checksThatLeadNowhereAreRefused() {
    refused(
        FILE.replace("path: /id,", "path: id,"),
        "workloads.w.requests.read.check.json.path must be a JSON");
    refused(
        FILE.replace("equals: 7", "equals: [7]"),
        "workloads.w.requests.read.check.json.equals must be a text, a number or true or false,"
            + " but was [7]");
    refused(
        FILE.replace("equals: 7", "equals: 7, exists: false"),
        "workloads.w.requests.read.check.json.equals needs exists: true, or leave exists out");
  }

  @Test
  void aKeyThatDoesNotGoWithItsFeederIsAnsweredWithThoseThatDo() {
    refused(
        FILE.replace("choice: sequential", "choise: random"),
        "feeders.item.choise is unknown: with csv go choice, skew (did you mean choice?)");
    refused(
        FILE.replace("choice: sequential", "choice: first"),
        "feeders.item.choice must be one of sequential, random, zipf, but was 'first'");
    refused(
        FILE.replace("choice: sequential", "zipf: 1..2"),
        "feeders.item needs one of zipf, uniform, values, unique, walk, csv, json, but has zipf"
            + " and csv");
  }

  private Workload workload(String yaml) throws IOException {
    return Target.read(Files.writeString(folder.resolve("lab.yaml"), yaml)).workload("w", Map.of());
  }

  private void refused(String yaml, String part) {
    assertThatThrownBy(() -> workload(yaml))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }
}

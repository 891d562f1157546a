package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people copy into their CI. */
class CiExamplesTest {
  private static final Path FOLDER = Path.of("..").resolve("examples/ci");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gate.sh", "github-actions.yml", "prove.sh"})
  void itsCommandIsOneThatTheLabTakes(String file) throws IOException {
    String text = Files.readString(FOLDER.resolve(file)).replaceAll("\\\\\\n\\s*", "");
    Matcher command = Pattern.compile("lab/?lab\" (compare [^|\\n]*)").matcher(text);
    assertThat(command.find()).isTrue();
    String words =
        command
            .group(1)
            .replace("\"$target\"", "lab.yaml")
            .replace("\"$baseline\"", "main")
            .replace("\"$BASE\"", "main")
            .replace("\"$change\"", "HEAD")
            .replace("\"${BUDGET:-90s}\"", "90s")
            .replace("\"$results/HEAD\"", "results")
            .replace("\"$results/$change\"", "results")
            .replace("\"${BUDGET:-5m}\"", "5m");
    assertThat(words).doesNotContain("$");
    Object parsed =
        Lab.commandLine()
            .parseArgs(DocsTest.shellWords(words.strip()))
            .subcommand()
            .commandSpec()
            .userObject();
    assertThat(parsed).isInstanceOf(CompareCommand.class);
  }

  @Test
  void theWorkflowHasStepsThatDoSomethingEach() throws IOException {
    JsonNode workflow = new YAMLMapper().readTree(FOLDER.resolve("github-actions.yml").toFile());
    assertThat(workflow.at("/on").asText()).isEqualTo("pull_request");
    JsonNode steps = workflow.at("/jobs/gate/steps");
    assertThat(steps).hasSizeGreaterThan(4);
    assertThat(steps).allMatch(step -> step.has("uses") != step.has("run"));
    assertThat(steps.get(0).at("/with/fetch-depth").asInt(-1)).as("all of history").isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "0, 0, 1", "1, 1, 1", "3, 1, 1"})
  void theProofWantsOneChangeToPassAndTheOtherToBeCaught(int harmless, int slower, int ends)
      throws Exception {
    Path lab = folder.resolve("lab");
    Files.writeString(
        lab,
        "#!/bin/sh\ncase \"$*\" in\n*'--b-ref harmless'*) exit "
            + harmless
            + ";;\n*'--b-ref slower'*) git show slower:Service.java > "
            + folder
            + "/Slower.java; exit "
            + slower
            + ";;\nesac\n");
    assertThat(lab.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder("bash", FOLDER.resolve("prove.sh").toString()).redirectErrorStream(true);
    builder.environment().put("LAB", folder.toString());
    builder.environment().put("RESULTS", folder.resolve("results").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(ends);
    assertThat(said)
        .contains("-  private static final int ORDER_MILLIS = 10;")
        .contains("+  private static final int ORDER_MILLIS = 11;");
    assertThat(folder.resolve("Slower.java"))
        .content()
        .contains("ORDER_MILLIS = 11", "MILLIS_OF_A_REPORT = 20", "newCachedThreadPool()");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 2", "3, 0", "4, 4"})
  void theScriptEndsAsTheLabDoesButForAMachineThatIsTooNoisy(int code, int ends) throws Exception {
    Path lab = folder.resolve("lab");
    Files.writeString(lab, "#!/bin/sh\necho \"$@\" > " + folder + "/asked\nexit " + code + "\n");
    assertThat(lab.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder("sh", FOLDER.resolve("gate.sh").toString(), "lab.yaml", "v1")
            .redirectErrorStream(true);
    builder.environment().put("LAB", folder.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(ends);
    assertThat(Files.readString(folder.resolve("asked")))
        .contains(List.of("compare -f lab.yaml --a-ref v1 --b-ref HEAD", "--budget 5m"));
    assertThat(said.contains("no verdict on this machine")).isEqualTo(code == 3);
  }
}

package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What is applied to a cluster, as far as it can be tried without one. */
class KubernetesManifestsTest {
  private static final Path FOLDER = Path.of("../deploy/kubernetes");
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "Job", Job.class,
          "Pod", Pod.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class,
          "Kustomization", Kustomization.class);

  /** The classes take what they do not know as additional properties; here that is a failure. */
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              })
          .build();

  /** As much of one as the files here have. */
  record Kustomization(
      String apiVersion,
      String kind,
      String namespace,
      List<String> resources,
      List<Labels> labels,
      List<Image> images,
      List<Generator> configMapGenerator,
      List<Patch> patches) {
    record Labels(Map<String, String> pairs, boolean includeTemplates) {}

    record Image(String name, String newName, String newTag) {}

    record Generator(String name, String behavior, List<String> files, List<String> literals) {}

    record Patch(String path) {}
  }

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyFieldOfAManifestIsOneOfItsKind(Path file) throws IOException {
    JsonNode tree = YAML.readTree(file.toFile());
    Class<?> kind = KINDS.get(tree.path("kind").asText());
    assertThat(kind).as(file.toString()).isNotNull();
    assertThat(YAML.readValue(file.toFile(), kind)).isNotNull();
    assertThat(tree.path("apiVersion").asText())
        .isEqualTo(
            switch (tree.path("kind").asText()) {
              case "Job" -> "batch/v1";
              case "Kustomization" -> "kustomize.config.k8s.io/v1beta1";
              default -> "v1";
            });
  }

  @Test
  void aFieldThatIsNoneIsFound() throws IOException {
    String job = Files.readString(FOLDER.resolve("base/job.yaml"));
    for (String field : List.of("completions", "restartPolicy", "mountPath", "configMapKeyRef")) {
      assertThatThrownBy(() -> YAML.readValue(job.replace(field + ":", field + "s1:"), Job.class))
          .as(field)
          .isInstanceOf(UnrecognizedPropertyException.class);
    }
  }

  @Test
  void whatAKustomizationNamesIsThereButForThePlan() throws IOException {
    for (Path file : manifests()) {
      if (!file.endsWith("kustomization.yaml")) {
        continue;
      }
      Kustomization all = YAML.readValue(file.toFile(), Kustomization.class);
      all.resources().forEach(name -> assertThat(file.resolveSibling(name)).exists());
      if (all.patches() != null) {
        all.patches().forEach(patch -> assertThat(file.resolveSibling(patch.path())).exists());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theWordsOfAJobAreTakenByTheLabAndItsNumbersAgree(Path file) throws IOException {
    Job job = YAML.readValue(file.toFile(), Job.class);
    int injectors = job.getSpec().getCompletions();
    assertThat(job.getSpec().getParallelism()).isEqualTo(injectors);
    Container container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
    CommandLine.ParseResult parsed =
        Lab.commandLine().parseArgs(container.getArgs().toArray(String[]::new));
    assertThat(parsed.subcommand().commandSpec().userObject()).isInstanceOf(InjectCommand.class);
    String share = parsed.subcommand().matchedOptionValue("--share", "");
    for (int i = 0; i < injectors; i++) {
      assertThat(ShareText.parse(share, String.valueOf(i)).of()).isEqualTo(injectors);
      assertThat(ShareText.parse(share, String.valueOf(i)).index()).isEqualTo(i);
    }
  }

  static List<Path> jobs() {
    return List.of(FOLDER.resolve("base/job.yaml"), FOLDER.resolve("overlays/example/eight.yaml"));
  }

  @Test
  void theJobIsIndexedStartsNothingAgainAndMountsWhatItsWordsName() throws IOException {
    Job job = YAML.readValue(FOLDER.resolve("base/job.yaml").toFile(), Job.class);
    assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
    assertThat(job.getSpec().getBackoffLimit()).isZero();
    Container container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
    assertThat(container.getVolumeMounts())
        .extracting("mountPath")
        .containsExactlyInAnyOrder("/plan", "/shares");
    assertThat(container.getArgs())
        .contains("--plan=/plan/plan.json", "--at=$(START_AT)", "--out=/shares");
    assertThat(container.getEnv()).extracting("name").containsExactly("START_AT");
  }
}

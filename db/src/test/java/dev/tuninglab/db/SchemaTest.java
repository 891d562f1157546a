package dev.tuninglab.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaTest {
  @Test
  void everyMigrationIsPartOfTheKey() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Schema.MIGRATIONS);
    }
  }

  @Test
  void theServerVersionComesFromTheBuild() {
    assertThat(KeptFolder.SERVER_VERSION).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void anUnknownScaleIsRefusedWithTheAllowedOnes() {
    assertThat(Scale.of("small")).isEqualTo(Scale.SMALL);
    assertThatThrownBy(() -> Scale.of("huge"))
        .hasMessage("scale must be one of tiny, small, large, but was 'huge'");
  }

  @Test
  void theGeneratorKnowsNothingOfDatabases() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("dev.tuninglab.db.generator")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.tuninglab.db.generator")
        .check(new ClassFileImporter().importPath(Path.of("target/classes")));
  }
}

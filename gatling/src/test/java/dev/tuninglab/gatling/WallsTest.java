package dev.tuninglab.gatling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tuninglab");

  @Test
  void theLoadKnowsNoOtherModule() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "belong to another module",
                (JavaClass c) ->
                    c.getPackageName().startsWith("dev.tuninglab")
                        && !c.getPackageName().startsWith("dev.tuninglab.gatling")))
        .check(CLASSES);
  }

  @Test
  void workloadsKnowNothingOfGatling() {
    noClasses()
        .that()
        .resideInAPackage("..workload..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.gatling..", "dev.tuninglab.gatling.engine..")
        .check(CLASSES);
  }
}

package dev.tuninglab.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of docs/architecture.md. */
class ArchitectureTest {
  private static final String LAB = "dev.tuninglab.lab";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(LAB);

  @Test
  void theLabNeverImportsTheSampleApi() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tuninglab.app..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCircles() {
    slices().matching(LAB + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void analysisIsPure() {
    classes()
        .that()
        .resideInAPackage(LAB + ".analysis..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            LAB + ".analysis..",
            "java.lang..",
            "java.util..",
            "org.apache.commons.statistics.distribution..",
            "org.hipparchus.linear..")
        .check(CLASSES);
  }

  @Test
  void whyIsPure() {
    classes()
        .that()
        .resideInAPackage(LAB + ".why..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(LAB + ".why..", "java.lang..", "java.util..")
        .check(CLASSES);
  }

  @Test
  void dataFlowsOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("experiment")
        .definedBy(LAB + ".experiment..")
        .layer("pattern")
        .definedBy(LAB + ".pattern..")
        .layer("target")
        .definedBy(LAB + ".target..")
        .layer("network")
        .definedBy(LAB + ".network..")
        .layer("fault")
        .definedBy(LAB + ".fault..")
        .layer("analysis")
        .definedBy(LAB + ".analysis..")
        .layer("why")
        .definedBy(LAB + ".why..")
        .layer("measure")
        .definedBy(LAB + ".measure..")
        .layer("trial")
        .definedBy(LAB + ".trial..")
        .layer("diagnosis")
        .definedBy(LAB + ".diagnosis..")
        .layer("report")
        .definedBy(LAB + ".report..")
        .layer("init")
        .definedBy(LAB + ".init..")
        .layer("bench")
        .definedBy(LAB + ".bench..")
        .layer("panel")
        .definedBy(LAB + ".panel..")
        .layer("cli")
        .definedBy(LAB + ".cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("panel")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("bench")
        .mayOnlyBeAccessedByLayers("panel", "cli")
        .whereLayer("init")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("bench", "panel", "cli")
        .whereLayer("diagnosis")
        .mayOnlyBeAccessedByLayers("panel", "cli")
        .whereLayer("trial")
        .mayOnlyBeAccessedByLayers("diagnosis", "bench", "panel", "cli")
        .whereLayer("fault")
        .mayOnlyBeAccessedByLayers("trial", "bench", "cli")
        .whereLayer("network")
        .mayOnlyBeAccessedByLayers("fault", "bench", "panel", "cli")
        .whereLayer("measure")
        .mayOnlyBeAccessedByLayers(
            "network", "trial", "diagnosis", "report", "bench", "panel", "cli")
        .whereLayer("pattern")
        .mayOnlyBeAccessedByLayers("target", "panel", "cli")
        .whereLayer("target")
        .mayOnlyBeAccessedByLayers("fault", "trial", "diagnosis", "bench", "panel", "cli")
        .check(CLASSES);
  }

  @Test
  void onlyWhatHoldsItOpenKnowsTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackages(LAB + ".bench..", LAB + ".panel.live..", LAB + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tuninglab.db..")
        .check(CLASSES);
  }
}

package dev.tuninglab.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tuninglab.app.tuning.Variant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses APP =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Generated beside each class that json=dsl-json writes; no source knows of them.
          .withImportOption(location -> !location.contains("_DslJsonConverter"))
          .importPackages("dev.tuninglab.app");

  @Test
  void aKnobDependsOnNothingThatCannotBeCopiedWithIt() {
    noClasses()
        .that()
        .resideInAPackage("..knobs.(*)..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.tuninglab.app..")
                .and(
                    not(
                        resideInAnyPackage(
                            "..knobs.*..", "dev.tuninglab.app.tuning", "..shop.domain"))))
        .check(APP);
  }

  @Test
  void aKnobDoesNotKnowAnother() {
    slices().matching("..knobs.(*)..").should().notDependOnEachOther().check(APP);
  }

  @Test
  void onlyWiringAndTheListOfKnobsKnowVariants() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..knobs.*..")
        .and(not(simpleName("Wiring").or(simpleName("Knobs"))))
        .should()
        .dependOnClassesThat(assignableTo(Variant.class).and(resideInAPackage("..knobs.*..")))
        .check(APP);
  }

  @Test
  void theDomainAndTheTuningTypesDependOnTheJdkAlone() {
    classes()
        .that()
        .resideInAnyPackage("..shop.domain", "..app.tuning")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "..shop.domain", "..app.tuning")
        .check(APP);
  }

  @Test
  void httpKnowsNothingOfTheShop() {
    noClasses()
        .that()
        .resideInAPackage("..app.http")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..shop..", "..knobs..")
        .check(APP);
  }

  @Test
  void onlyWiringKnowsThatTimeIsTaken() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tuninglab.app.timing")
        .and(not(simpleName("Wiring")))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.tuninglab.app.timing"))
        .check(APP);
  }

  @Test
  void whatTakesTheTimeKnowsSeamsAndNothingOfTheShop() {
    classes()
        .that()
        .resideInAPackage("dev.tuninglab.app.timing")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..",
                    "org.eclipse.jetty..",
                    "dev.tuninglab.app.timing",
                    "dev.tuninglab.app.http",
                    "..shop.domain")
                .or(resideInAPackage("..knobs.(*)..").and(not(assignableTo(Variant.class)))))
        .check(APP);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.tuninglab.app.(**)").should().beFreeOfCycles().check(APP);
  }
}

package dev.tuninglab.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.tuning.Values;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code ./lab pattern copy} takes a knob's tests along, perhaps with only some of its variants.
 */
class CopyableTestsTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("dev.tuninglab.app");

  /** Enums that lose constants when a knob is copied with some of its variants. */
  private static final Set<String> VARIANTS =
      Knobs.ALL.stream()
          .filter(knob -> !knob.name().contains("."))
          .filter(knob -> knob.values() instanceof Values.Choice<?>)
          .map(knob -> ((Values.Choice<?>) knob.values()).variants().get(0).getClass())
          .map(type -> type.isEnum() ? type.getName() : type.getSuperclass().getName())
          .collect(Collectors.toSet());

  @Test
  void aKnobsTestDependsOnNothingThatCannotBeCopiedWithIt() {
    noClasses()
        .that()
        .resideInAPackage("..knobs.(*)..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.tuninglab.app..")
                .and(
                    not(
                        resideInAnyPackage(
                            "..knobs.*..",
                            "dev.tuninglab.app.tuning",
                            "..shop.domain",
                            "..nplusone")))
                .and(not(belongToAnyOf(TestDatabase.class, TestRole.class, ReadOnly.class))))
        .check(TESTS);
  }

  @Test
  void aKnobsTestDoesNotKnowAnotherKnob() {
    JavaClasses all = new ClassFileImporter().importPackages("dev.tuninglab.app");
    slices().matching("..knobs.(*)..").should().notDependOnEachOther().check(all);
  }

  @Test
  void aKnobsTestLooksExpectationsUpByIdAndNamesNoVariant() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("..knobs.(*)..")
            .should()
            .accessFieldWhere(
                describe(
                    "it is a variant: use Map.of(id, expected), or values()",
                    CopyableTestsTest::isVariant));
    rule.check(TESTS);
  }

  private static boolean isVariant(JavaFieldAccess access) {
    String owner = access.getTargetOwner().getName();
    return VARIANTS.contains(owner) && access.getTarget().getRawType().getName().equals(owner);
  }
}

package dev.tuninglab.lab.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScalabilityTest {
  @Property(tries = 100)
  void theParametersOfALawAreFoundInItsPoints(
      @ForAll @DoubleRange(min = 1, max = 5_000) double lambda,
      @ForAll @DoubleRange(min = 0, max = 0.5) double sigma,
      @ForAll @DoubleRange(min = 0, max = 0.01) double kappa) {
    Scalability law = new Scalability(lambda, sigma, kappa, 0);
    Scalability found = Scalability.fit(points(law));
    assertThat(found.lambda()).isCloseTo(lambda, within(lambda * 1e-6));
    assertThat(found.sigma()).isCloseTo(sigma, within(1e-6));
    assertThat(found.kappa()).isCloseTo(kappa, within(1e-6));
    assertThat(found.unexplained()).isLessThan(1e-6);
  }

  @Test
  void parametersAreNeverBelowZero() {
    List<Scalability.Point> superlinear =
        List.of(
            new Scalability.Point(1, 100),
            new Scalability.Point(2, 230),
            new Scalability.Point(4, 500),
            new Scalability.Point(8, 900));
    Scalability found = Scalability.fit(superlinear);
    assertThat(found.sigma()).isGreaterThanOrEqualTo(0);
    assertThat(found.kappa()).isGreaterThanOrEqualTo(0);
    assertThat(found.unexplained()).isGreaterThan(0.01);
  }

  @Test
  void thePeakIsWhereMoreUsersGetLess() {
    Scalability law = new Scalability(1_000, 0.1, 0.001, 0);
    double peak = law.usersAtPeak().orElseThrow();
    assertThat(peak).isEqualTo(30);
    assertThat(law.at(peak)).isGreaterThan(law.at(peak - 1)).isGreaterThan(law.at(peak + 1));
    assertThat(new Scalability(1_000, 0.1, 0, 0).usersAtPeak()).isEmpty();
  }

  @Test
  void threePointsAreTooFew() {
    assertThatThrownBy(() -> Scalability.fit(points(new Scalability(1, 0, 0, 0)).subList(0, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("it takes at least 4 numbers of users");
  }

  private static List<Scalability.Point> points(Scalability law) {
    return DoubleStream.of(1, 2, 4, 8, 16, 32, 64)
        .mapToObj(users -> new Scalability.Point(users, law.at(users)))
        .toList();
  }
}

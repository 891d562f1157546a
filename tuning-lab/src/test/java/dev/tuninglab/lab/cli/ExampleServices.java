package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The example services that have a problem. */
final class ExampleServices {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path SPRING = ROOT.resolve("examples/spring-jpa");
  static final Path NODE = ROOT.resolve("examples/node-orders");

  private ExampleServices() {}

  /** Skips what needs an example that is not built; but not in CI, which builds them first. */
  static void assumeBuilt(Path example, String file) {
    boolean built = Files.exists(example.resolve(file));
    String missing =
        "%s is not built, so it is not tried: examples/try.sh --build builds it"
            .formatted(ROOT.relativize(example));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(built).as(missing).isTrue();
    } else if (!built) {
      System.err.println(missing);
    }
    assumeTrue(built, missing);
  }
}

package dev.tuninglab.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.tuninglab.gatling.engine.RecordedChain;
import dev.tuninglab.gatling.wire.Wire;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Workload;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A workload run by Gatling alone, as its users know it. System properties: {@code baseUrl}, {@code
 * rate} (requests per second), {@code seconds}, {@code arrivals} (CONSTANT or POISSON), {@code
 * seed}, {@code workload} (a JSON file; the shop's without).
 */
public final class WorkloadSimulation extends Simulation {
  private final RecordedChain chain;

  /** Made by Gatling. */
  public WorkloadSimulation() {
    String baseUrl = System.getProperty("baseUrl", "http://127.0.0.1:8080");
    double rate = Arrivals.checkRate(Double.parseDouble(System.getProperty("rate", "50")));
    Duration length = Duration.ofSeconds(Long.getLong("seconds", 10));
    OpenInjectionStep.ConstantRate.ConstantRateOpenInjectionStep constant =
        constantUsersPerSec(rate).during(length);
    boolean poisson =
        Arrivals.valueOf(System.getProperty("arrivals", "CONSTANT")) == Arrivals.POISSON;
    chain = new RecordedChain(workload(), baseUrl, Long.getLong("seed", 1));
    setUp(
            scenario("workload")
                .exec(chain.chain())
                .injectOpen(poisson ? constant.randomized() : constant))
        .protocols(chain.protocol());
  }

  @Override
  public void after() {
    System.out.println(chain.summary());
  }

  private static Workload workload() {
    String file = System.getProperty("workload");
    try (InputStream in =
        file == null
            ? WorkloadSimulation.class.getResourceAsStream("shop-workload.json")
            : Files.newInputStream(Path.of(file))) {
      return Wire.mapper().readValue(in, Workload.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "workload must be a JSON file like shop-workload.json, but reading '"
              + file
              + "' failed: "
              + e.getMessage(),
          e);
    }
  }
}

package dev.tuninglab.gatling.engine;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.tuninglab.gatling.wire.Message;
import dev.tuninglab.gatling.workload.RequestSpec;
import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Simulation;

/** The simulation of a driven generator: all users idle in a pool until the lab orders a slice. */
public final class LabSimulation extends Simulation {

  /** Made by Gatling, in a process that {@link GeneratorMain} has set up. */
  public LabSimulation() {
    Message.Setup setup = GeneratorMain.setup();
    setUp(scenario("slices").exec(pool(setup)).injectOpen(atOnceUsers(setup.maxUsers())))
        .protocols(Requests.protocol());
  }

  private static io.gatling.javaapi.core.ActionBuilder pool(Message.Setup setup) {
    return () -> new PoolBuilder(setup);
  }

  /** Builds the pool, and for each kind of request an action that comes back to the pool. */
  private record PoolBuilder(Message.Setup setup) implements ActionBuilder {

    @Override
    public Action build(ScenarioContext context, Action next) {
      Action[] requests = new Action[setup.workload().requests().size()];
      UserPool pool = new UserPool(setup.maxUsers(), requests, next);
      for (int i = 0; i < requests.length; i++) {
        RequestSpec spec = setup.workload().requests().get(i);
        requests[i] = Requests.of(spec).asScala().build(context, pool);
      }
      GeneratorMain.serve(pool);
      return pool;
    }
  }
}

package dev.tuninglab.gatling.engine;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.tuninglab.gatling.wire.Message;
import dev.tuninglab.gatling.workload.RequestSpec;
import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;

/** The simulation of a driven generator: all users idle in a pool until the lab orders a slice. */
public final class LabSimulation extends Simulation {
  /** One user is kept for practice. */
  private static final int PRACTISERS = 1;

  /** Made by Gatling, in a process that {@link GeneratorMain} has set up. */
  public LabSimulation() {
    Message.Setup setup = GeneratorMain.setup();
    setUp(scenario("slices").exec(pools(setup)).injectOpen(atOnceUsers(users(setup))))
        .protocols(Requests.protocol());
  }

  private static int users(Message.Setup setup) {
    return setup.maxUsers() + PRACTISERS;
  }

  private static io.gatling.javaapi.core.ActionBuilder pools(Message.Setup setup) {
    return () -> new PoolBuilder(setup);
  }

  /** Builds the pool, and for each kind of request an action that comes back to the pool. */
  private record PoolBuilder(Message.Setup setup) implements ActionBuilder {

    @Override
    public Action build(ScenarioContext context, Action next) {
      List<RequestSpec> specs = setup.workload().requests();
      Action[] requests = new Action[specs.size() + 1];
      UserPool pool = new UserPool(users(setup), requests, next);
      for (int i = 0; i < specs.size(); i++) {
        requests[i] = action(Requests.of(specs.get(i)), context, pool);
      }
      requests[specs.size()] = action(practice(), context, pool);
      // All users practise first, and go on to the pool afterwards.
      Action[] practised = new Action[1];
      UserPool first = new UserPool(users(setup), practised, pool);
      practised[0] = action(practice(), context, first);
      GeneratorMain.serve(first, pool, new Practice(EchoServer.start(), specs.size()));
      return first;
    }

    private static HttpRequestActionBuilder practice() {
      return Requests.of(Practice.REQUEST).silent();
    }

    private static Action action(
        HttpRequestActionBuilder request, ScenarioContext context, UserPool pool) {
      return request.asScala().build(context, pool);
    }
  }
}

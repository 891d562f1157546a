package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.experiment.BadInput;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Whoever tries a page against it has to know that it keeps the contract. */
class SimulatedDemonstrationTest {
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

  @Test
  void aTurnIsToldAsSwitchingThenAsAMarkAndThenShowsInThePoints() throws Exception {
    try (SimulatedDemonstration simulated = started()) {
      simulated.turn(new Turn("a", Map.of("fetch", "n-plus-one"), null, null, null));

      next(State.class, state -> "fetch=n-plus-one".equals(state.panes().get(0).switching()));
      next(Mark.class, mark -> mark.what().equals("fetch: join -> n-plus-one"));
      next(State.class, state -> state.panes().get(0).switching() == null);
      next(Point.class, point -> point.statements() == 21);
      assertThat(simulated.now().marks()).hasSize(1);
    }
  }

  @Test
  void aValueThatIsNotAllowedChangesNothing() {
    try (SimulatedDemonstration simulated = started()) {
      Turn wrong = new Turn("a", Map.of("fetch", "cursor"), null, 2, null);
      assertThatThrownBy(() -> simulated.turn(wrong))
          .isInstanceOf(BadInput.class)
          .hasMessage("fetch must be one of n-plus-one, join, batch, multiset, but was 'cursor'");
      assertThat(simulated.now().state().panes()).hasSize(1);
    }
  }

  private SimulatedDemonstration started() {
    SimulatedDemonstration simulated =
        new SimulatedDemonstration(Duration.ofMillis(20), text -> text);
    simulated.listen(
        new Demonstration.Listener() {
          @Override
          public void state(State state) {
            told.add(state);
          }

          @Override
          public void point(Point point) {
            told.add(point);
          }

          @Override
          public void curve(Curve curve) {
            told.add(curve);
          }

          @Override
          public void mark(Mark mark) {
            told.add(mark);
          }
        });
    return simulated;
  }

  /** What is told next of that kind and as expected, with what comes in between left out. */
  private <T> T next(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
    for (Object each; (each = told.poll(20, TimeUnit.SECONDS)) != null; ) {
      if (kind.isInstance(each) && wanted.test(kind.cast(each))) {
        return kind.cast(each);
      }
    }
    throw new AssertionError("was never told of such a " + kind.getSimpleName());
  }
}

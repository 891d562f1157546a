package dev.tuninglab.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Rate;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CeilingTest {
  private static final Mode AT_70 =
      new Mode.Latency(new Rate.Fixed(70), Mode.Spread.parse("", null));

  @Test
  void anotherMachineIsOfferedNoMoreThanTheRateWhateverTheOrder() {
    Ceiling ceiling = new Ceiling.Abroad("far", 0).at(AT_70);
    SliceOrder warmUp = order(new Load.Closed(4));
    assertThat(ceiling.under(warmUp).load()).isEqualTo(new Load.Open(70, Arrivals.CONSTANT));
    SliceOrder fast = order(new Load.Open(71, Arrivals.POISSON));
    assertThat(ceiling.under(fast).load()).isEqualTo(new Load.Open(70, Arrivals.CONSTANT));
    SliceOrder slow = order(new Load.Open(70, Arrivals.POISSON));
    assertThat(ceiling.under(slow)).isEqualTo(slow);
    assertThat(Ceiling.NONE.at(AT_70).under(warmUp)).isEqualTo(warmUp);
  }

  @Test
  void aRateThatNobodyKnowsBeforehandIsRefused() {
    Ceiling ceiling = new Ceiling.Abroad("far", 0);
    ceiling.demand(AT_70);
    assertThatThrownBy(() -> ceiling.demand(new Mode.Throughput(8)))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("far is not this machine, so it is loaded at a fixed rate only");
    assertThatThrownBy(
            () -> ceiling.demand(new Mode.Latency(new Rate.Auto(50), Mode.Spread.parse("", null))))
        .isInstanceOf(BadInput.class);
  }

  private static SliceOrder order(Load load) {
    return new SliceOrder(
        "s",
        "v",
        URI.create("http://far:80"),
        Map.of(),
        Map.of(),
        load,
        Duration.ofSeconds(1),
        1,
        false);
  }
}

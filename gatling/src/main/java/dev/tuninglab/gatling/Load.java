package dev.tuninglab.gatling;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tuninglab.gatling.workload.Arrivals;

/** How requests are offered during a slice. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Load.Open.class, name = "open"),
  @JsonSubTypes.Type(value = Load.Closed.class, name = "closed")
})
public sealed interface Load {

  /**
   * On a schedule, whatever the server does.
   *
   * @param ratePerSecond mean rate, above 0 and at most {@link Arrivals#MAX_RATE}
   * @param arrivals how the requests are spread
   */
  record Open(double ratePerSecond, Arrivals arrivals) implements Load {
    /** Checks itself. */
    public Open {
      Arrivals.checkRate(ratePerSecond);
      if (arrivals == null) {
        throw new IllegalArgumentException(
            "arrivals must be one of CONSTANT, POISSON, but was null");
      }
    }
  }

  /**
   * Each user sends its next request as soon as the last has ended: for saturation throughput only,
   * since a slow server lowers the load that it is measured with.
   *
   * @param users 1 or more, at most the generator's {@code maxUsers}
   */
  record Closed(int users) implements Load {
    /** Checks itself. */
    public Closed {
      if (users < 1) {
        throw new IllegalArgumentException("users must be 1 or more, but was " + users);
      }
    }
  }
}

package dev.tuninglab.lab.bench;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.target.Target;

/**
 * The most that a service on another machine is offered at any time, its warm-up and the look
 * inside included.
 */
public interface Ceiling {
  /** For a service of this machine. */
  Ceiling NONE = new Ceiling() {};

  static Ceiling of(Target target) {
    return target.foreignHosts().isEmpty()
        ? NONE
        : new Abroad(String.join(", ", target.foreignHosts()), 0);
  }

  /** The same once it is known what is offered. */
  default Ceiling at(Mode mode) {
    return this;
  }

  /**
   * @throws BadInput if it would be passed, or nobody can know
   */
  default void demand(Mode mode) {}

  /** The order as it may be carried out. */
  default SliceOrder under(SliceOrder order) {
    return order;
  }

  /**
   * Another machine's.
   *
   * @param ratePerSecond 0 until it is known
   */
  record Abroad(String hosts, double ratePerSecond) implements Ceiling {
    @Override
    public Ceiling at(Mode mode) {
      return new Abroad(hosts, fixed(mode));
    }

    @Override
    public void demand(Mode mode) {
      fixed(mode);
    }

    private double fixed(Mode mode) {
      if (mode.rate().orElse(null) instanceof Rate.Fixed rate) {
        return rate.perSecond();
      }
      throw new BadInput(
          hosts
              + " is not this machine, so it is loaded at a fixed rate only (%d/s, or what --rate says):"
                  .formatted((long) Target.RATE_ABROAD)
              + " leave --mode and multiples such as 3x out");
    }

    @Override
    public SliceOrder under(SliceOrder order) {
      boolean within =
          order.load() instanceof Load.Open open && open.ratePerSecond() <= ratePerSecond;
      return within ? order : order.offering(new Load.Open(ratePerSecond, Arrivals.CONSTANT));
    }
  }
}

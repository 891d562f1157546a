package dev.tuninglab.lab.fault;

import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.network.Relay;

/** Which fault is brought about by what. */
final class Breakages {
  private Breakages() {}

  /**
   * @throws FaultFailed if what it acts on is not within reach
   */
  static Breakage of(Fault fault, Reach reach) throws FaultFailed {
    return switch (fault.kind()) {
      case DB_RESTART -> new Restarted(server(fault, reach));
      case DB_STALL -> WayBroken.stalled(way(fault, reach));
      case DB_LATENCY -> WayBroken.slowed(way(fault, reach), ((Fault.DbLatency) fault).added());
      case DB_CUT -> WayBroken.cut(way(fault, reach));
      case CONNECTIONS_EXHAUSTED -> new ConnectionsTaken(server(fault, reach).jdbcUrl());
      case SLOW_CLIENT ->
          new SlowClients(
              reach.subject().baseUrl(), reach.slowPath(), ((Fault.SlowClient) fault).clients());
      case APP_KILL -> new Killed(reach.target(), reach.subject());
      case CPU_HOG -> new CoresTaken(Runtime.getRuntime().availableProcessors(), fault.length());
    };
  }

  private static Relay way(Fault fault, Reach reach) throws FaultFailed {
    return reach
        .wayToDatabase()
        .orElseThrow(
            () -> new FaultFailed(fault.name() + ": no relay leads to the subject's database"));
  }

  private static Reach.Server server(Fault fault, Reach reach) throws FaultFailed {
    return reach
        .server()
        .orElseThrow(
            () -> new FaultFailed(fault.name() + ": this lab has started no database server"));
  }
}

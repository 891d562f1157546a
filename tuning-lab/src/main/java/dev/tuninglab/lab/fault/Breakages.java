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
    if (fault instanceof Fault.DbRestart) {
      return new Restarted(server(fault, reach));
    }
    if (fault instanceof Fault.DbStall) {
      return WayBroken.stalled(way(fault, reach));
    }
    if (fault instanceof Fault.DbLatency latency) {
      return WayBroken.slowed(way(fault, reach), latency.added());
    }
    if (fault instanceof Fault.DbCut) {
      return WayBroken.cut(way(fault, reach));
    }
    if (fault instanceof Fault.ConnectionsExhausted) {
      return new ConnectionsTaken(server(fault, reach).jdbcUrl());
    }
    if (fault instanceof Fault.SlowClient slow) {
      return new SlowClients(reach.subject().baseUrl(), reach.slowPath(), slow.clients());
    }
    if (fault instanceof Fault.AppKill) {
      return new Killed(reach.target(), reach.subject());
    }
    return new CoresTaken(Runtime.getRuntime().availableProcessors(), fault.length());
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

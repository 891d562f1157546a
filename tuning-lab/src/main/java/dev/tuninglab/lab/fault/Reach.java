package dev.tuninglab.lab.fault;

import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Work;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.network.Relay;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Target;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What faults may act on while one subject is under load: nothing but what this lab has started.
 *
 * @param wayToDatabase the relay through which the subject reaches its database; empty if none
 * @param server the lab's own database server; empty if there is none, or it is somebody else's
 * @param target of the subject: starts it again
 * @param slowPath what slow clients ask the subject for
 */
public record Reach(
    Optional<Relay> wayToDatabase,
    Optional<Server> server,
    Target target,
    Subject subject,
    String slowPath) {
  private static final int TRIES = 1_000;

  /** A database server that this lab has started. */
  public interface Server {
    /** Straight to the server, past all relays. */
    String jdbcUrl();

    /** Fast shutdown, and start at the same address; returns when it takes connections again. */
    void restart() throws FaultFailed;
  }

  /**
   * What a slow client may ask for: the path of a GET of the workload, with variables filled in, or
   * the one by which the target is known to be ready.
   */
  public static String slowPath(Target target, Workload workload, Subject subject) {
    Work work = new Work(workload.given(subject.values()), new SplittableRandom(1));
    for (int i = 0; i < TRIES; i++) {
      Work.Item item = work.next();
      RequestSpec spec = workload.requests().get(item.kind());
      if (spec.method().equals("GET")) {
        return item.path();
      }
    }
    return target.readyPath();
  }
}

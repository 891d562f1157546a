package dev.tuninglab.lab.fault;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.Scenario;

/** Which faults a game day may bring about: asked before anything starts. */
public final class Permission {
  /** Whose the subjects' database is. */
  public enum Database {
    /** This lab starts its server. */
    OWN,
    /** Another process of this user serves it. */
    SHARED,
    /** The user named it. */
    NAMED,
    /** The lab does not know of one. */
    UNKNOWN
  }

  private Permission() {}

  /**
   * @throws BadInput if one of the faults would act on what is not the lab's own; with the reason
   */
  public static void demand(Scenario scenario, Database database) {
    scenario.faults().forEach(step -> demand(step.fault(), database));
  }

  private static void demand(Fault fault, Database database) {
    String fails = "fault " + fault.name() + " needs ";
    switch (fault.place()) {
      case WAY_TO_DATABASE -> {
        if (database == Database.UNKNOWN) {
          throw unknown(fails);
        }
      }
      case SERVER -> {
        switch (database) {
          case UNKNOWN -> throw unknown(fails);
          case NAMED ->
              throw new BadInput(
                  fails
                      + "a database server that the lab itself has started, and the one of --db-url"
                      + " is not; leave --db-url away, or take db-stall, db-latency or db-cut,"
                      + " which act on the way to it");
          case SHARED ->
              throw new BadInput(
                  fails
                      + "a database server that the lab itself has started, but another process"
                      + " serves this data (lab db start); stop that, or choose another --data-seed");
          case OWN -> {}
        }
      }
      case SUBJECT, MACHINE -> {}
    }
  }

  private static BadInput unknown(String fails) {
    return new BadInput(
        fails
            + "database: shop in the target file, since the lab only breaks what it has started"
            + " itself, and the database of this target is not");
  }
}

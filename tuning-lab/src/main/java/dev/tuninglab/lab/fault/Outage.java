package dev.tuninglab.lab.fault;

import dev.tuninglab.lab.experiment.Fault;

/**
 * A fault as it came about.
 *
 * @param begun just before the first act of breaking
 * @param inForce when it was broken wholly
 * @param ending just before the first act of mending; of one that lasts as long as it takes, when
 *     it was broken
 * @param ended when it was whole again
 * @param note what else there is to tell; may be empty
 */
public record Outage(
    Fault fault, Moment begun, Moment inForce, Moment ending, Moment ended, String note) {}

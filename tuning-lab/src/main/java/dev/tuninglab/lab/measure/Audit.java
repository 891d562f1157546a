package dev.tuninglab.lab.measure;

import java.util.List;

/**
 * What had become of the writes of a load, looked for once it was over.
 *
 * @param offered writes that were due
 * @param acknowledged those that the service said it had done
 * @param refused those that it said it had not
 * @param notSent those that never left: no connection came about, or no user was free
 * @param unknown the others: sent, and not answered, or with an error
 * @param settled of the unknown, those that were acknowledged when they were sent again
 * @param lost acknowledged ones that are not where they were said to be, or not what was written
 * @param notLookedFor acknowledged ones of which that could not be found out
 * @param duplicates things in the database beyond one for each write that was acknowledged or may
 *     have been done; null when nobody counted them
 * @param examples of what was lost or is not known, a line each; a few
 * @param whole whether all writes that were due are in the ledger that was read
 */
public record Audit(
    long offered,
    long acknowledged,
    long refused,
    long notSent,
    long unknown,
    long settled,
    long lost,
    long notLookedFor,
    Long duplicates,
    List<String> examples,
    boolean whole) {
  /** Of a load without writes that can be looked for. */
  public static final Audit NONE = new Audit(0, 0, 0, 0, 0, 0, 0, 0, null, List.of(), true);

  public Audit {
    examples = List.copyOf(examples);
  }
}

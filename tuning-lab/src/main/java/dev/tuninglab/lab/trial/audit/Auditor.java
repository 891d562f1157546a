package dev.tuninglab.lab.trial.audit;

import dev.tuninglab.gatling.LedgerEntry;
import dev.tuninglab.lab.measure.Audit;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for every write that a service acknowledged, and sends those again of which nobody knows,
 * as a careful client would: once, with the same key. One request at a time, so that the service is
 * asked no more than it can answer.
 */
public final class Auditor {
  private static final String COMPLETED = "completed";
  private static final String REFUSED = "refused";
  private static final int MOST_EXAMPLES = 5;

  private final Asking asking;
  private final long deadline;
  private final Set<String> places = new HashSet<>();
  private final List<String> examples = new ArrayList<>();
  private long acknowledged;
  private long refused;
  private long notSent;
  private long unknown;
  private long settled;
  private long lost;
  private long notLookedFor;

  private Auditor(Asking asking, Duration atMost) {
    this.asking = asking;
    this.deadline = System.nanoTime() + atMost.toNanos();
  }

  /**
   * @param ledger the file that the generator wrote
   * @param offered writes that were due
   * @param rows counts what is in the database, before the load and now
   * @param atMost what it may take; what is not looked for by then is counted as such
   * @throws IOException if the ledger cannot be read
   */
  public static Audit audit(
      Path ledger, long offered, Asking asking, RowCount.Since rows, Duration atMost)
      throws IOException, InterruptedException {
    Auditor auditor = new Auditor(asking, atMost);
    long entries = 0;
    try (LedgerFile file = LedgerFile.open(ledger)) {
      for (LedgerEntry entry; (entry = file.next()) != null; ) {
        entries++;
        auditor.settle(entry);
      }
    }
    boolean whole = entries == offered;
    return new Audit(
        offered,
        auditor.acknowledged,
        auditor.refused,
        auditor.notSent,
        auditor.unknown,
        auditor.settled,
        auditor.lost,
        auditor.notLookedFor,
        whole ? auditor.duplicates(rows) : null,
        auditor.examples,
        whole);
  }

  private void settle(LedgerEntry entry) throws InterruptedException {
    switch (entry.outcome()) {
      case COMPLETED -> {
        acknowledged++;
        look(entry, entry.foundAt());
      }
      case REFUSED -> refused++;
      default -> {
        if (entry.sent() == 0) {
          notSent++;
        } else {
          unknown++;
          sendAgain(entry);
        }
      }
    }
  }

  private void sendAgain(LedgerEntry entry) throws InterruptedException {
    HttpResponse<String> answer = late() ? null : asking.again(entry).orElse(null);
    if (answer != null && Asking.done(answer)) {
      settled++;
      look(entry, answer.headers().firstValue(asking.foundAt(entry)).orElse(null));
    } else {
      example(entry, "is not known, and sending it again was " + said(answer));
    }
  }

  private void look(LedgerEntry entry, String place) throws InterruptedException {
    HttpResponse<String> answer =
        place == null || late() ? null : asking.read(entry, place).orElse(null);
    if (place != null && !places.add(place)) {
      lost(entry, place + " is where another write was said to be as well");
    } else if (answer == null || !(Asking.found(answer) || Asking.missing(answer))) {
      notLookedFor++;
      example(entry, (place == null ? "has no place to look at" : place + " was " + said(answer)));
    } else if (Asking.missing(answer)) {
      lost(entry, place + " was " + said(answer));
    } else if (!SameContent.holds(answer.body(), entry.body())) {
      lost(entry, place + " holds something else than was written");
    }
  }

  private static String said(HttpResponse<String> answer) {
    return answer == null ? "not answered" : "answered with status " + answer.statusCode();
  }

  private void lost(LedgerEntry entry, String what) {
    lost++;
    example(entry, what);
  }

  private void example(LedgerEntry entry, String what) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(
          entry.request() + " with key " + entry.key() + ": " + asking.masked(entry, what));
    }
  }

  private boolean late() {
    return System.nanoTime() > deadline;
  }

  /** What may have been done is not held against the service. */
  private Long duplicates(RowCount.Since rows) {
    Long now = rows.now();
    return now == null ? null : Math.max(0, now - acknowledged - unknown);
  }
}

package dev.tuninglab.gatling.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.JsonPlaces;
import dev.tuninglab.gatling.workload.JsonCheck;
import dev.tuninglab.gatling.workload.RequestSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** Looks into the answers to one kind of request. Its instants are taken before it looks. */
final class AnswerChecks {
  /** A longer answer is not read: it would make others late. */
  static final int MOST_BYTES = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Check> checks;

  private record Check(JsonCheck rule, JsonPlaces places) {}

  AnswerChecks(RequestSpec spec) {
    this.checks =
        spec.checks().stream().map(rule -> new Check(rule, JsonPlaces.of(rule.path()))).toList();
  }

  /**
   * How many answers may still be looked into, since parsing takes its time from the sending:
   * {@value #A_SECOND} a second, evenly, and the first.
   */
  static final class Allowance {
    static final int A_SECOND = 100;
    private static final long GAP_NANOS = 1_000_000_000L / A_SECOND;

    private final AtomicLong next;

    /**
     * @param now instant of {@link System#nanoTime()} from which it counts
     */
    Allowance(long now) {
      this.next = new AtomicLong(now);
    }

    boolean take(long now) {
      long due = next.get();
      // A late one does not move those that follow it, or a rate of just so many would lose some.
      return now - due >= 0
          && next.compareAndSet(due, now - due >= GAP_NANOS ? now : due + GAP_NANOS);
    }
  }

  boolean isNone() {
    return checks.isEmpty();
  }

  /**
   * Null when the answer holds what it must, else the kind of its failure.
   *
   * @param coding of the body; null when it came as it is
   */
  String failure(byte[] body, String coding) {
    JsonNode answer = parsed(body, coding);
    for (Check check : checks) {
      if (answer == null || !holds(check, answer)) {
        return check.rule.failure();
      }
    }
    return null;
  }

  private static boolean holds(Check check, JsonNode answer) {
    List<JsonNode> found = check.places.in(answer);
    String expected = check.rule.equals();
    return expected == null
        ? found.isEmpty() != check.rule.exists()
        : found.stream().anyMatch(node -> node.isValueNode() && node.asText().equals(expected));
  }

  /** Null when it is no JSON, or too much. */
  private static JsonNode parsed(byte[] body, String coding) {
    try (InputStream plain = plain(new ByteArrayInputStream(body), coding)) {
      byte[] text = plain.readNBytes(MOST_BYTES + 1);
      return text.length > MOST_BYTES ? null : JSON.readTree(text);
    } catch (IOException e) {
      return null;
    }
  }

  private static InputStream plain(InputStream body, String coding) throws IOException {
    return "gzip".equalsIgnoreCase(coding) ? new GZIPInputStream(body) : body;
  }
}

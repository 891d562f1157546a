package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Counter;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a database counted of the requests between two looks at it, for as long as a service runs.
 * Nobody else may use the database meanwhile.
 */
public final class LiveCounts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCounts.class);

  private final Reader reader;
  private final StatementGauge gauge;
  private Map<String, StatementGauge.Totals> before = Map.of();

  private LiveCounts(Reader reader, StatementGauge gauge) {
    this.reader = reader;
    this.gauge = gauge;
  }

  /** Empty if the database does not count statements; the log says why. */
  public static Optional<LiveCounts> of(String jdbcUrl) {
    try {
      Reader reader = Reader.open(jdbcUrl);
      try {
        return Optional.of(new LiveCounts(reader, StatementGauge.of(reader)));
      } catch (Unavailable e) {
        reader.close();
        throw e;
      }
    } catch (Unavailable e) {
      LOG.info("no live counts: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** What comes from here on is told by the next {@link #end}. */
  public void begin() {
    try {
      before = gauge.read();
    } catch (Unavailable e) {
      LOG.debug("live counts", e);
      before = null;
    }
  }

  /** Totals since {@link #begin}; empty if the database did not tell. */
  public Map<Counter, Double> end() {
    if (before == null) {
      return Map.of();
    }
    try {
      return gauge.between(before, gauge.read());
    } catch (Unavailable e) {
      LOG.debug("live counts", e);
      return Map.of();
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}

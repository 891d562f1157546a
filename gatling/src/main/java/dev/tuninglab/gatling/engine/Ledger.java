package dev.tuninglab.gatling.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.LedgerEntry;
import dev.tuninglab.gatling.wire.Wire;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Secrets;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The writes of one slice as lines of JSON in a file, in the order in which they ended. Safe for
 * several threads. A disk that is full ends it early: whoever reads it has to count.
 */
interface Ledger extends AutoCloseable {
  /** Keeps nothing. */
  Ledger NONE = (flight, outcome) -> {};

  /** It has ended, or was never sent. */
  void ended(Flight flight, String outcome);

  @Override
  default void close() {}

  /**
   * @param started instant of {@link System#nanoTime()} from which its instants count
   * @throws UncheckedIOException if the file is there already, or cannot be made
   */
  static Ledger open(String file, long started) {
    try {
      Writer out = Files.newBufferedWriter(Path.of(file), StandardOpenOption.CREATE_NEW);
      return new File(new BufferedWriter(out, 1 << 16), started);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger " + file + " cannot be written", e);
    }
  }

  /** One in a file. */
  final class File implements Ledger {
    private static final ObjectMapper JSON = Wire.mapper();

    private final Writer out;
    private final long started;
    private boolean broken;

    private File(Writer out, long started) {
      this.out = out;
      this.started = started;
    }

    @Override
    public void ended(Flight flight, String outcome) {
      RequestSpec.Ledger rule = flight.spec.ledger();
      if (rule == null) {
        return;
      }
      List<String> secrets = flight.spec.secrets();
      Map<String, String> headers = new TreeMap<>(flight.headers);
      headers.replaceAll((name, value) -> Secrets.masked(value, secrets));
      append(
          new LedgerEntry(
              flight.spec.name(),
              Secrets.masked(flight.headers.get(rule.keyHeader()), secrets),
              flight.spec.method(),
              Secrets.masked(flight.item.path(), secrets),
              headers,
              Secrets.masked(flight.item.body(), secrets),
              flight.scheduled - started,
              flight.ended - started,
              flight.writes,
              outcome,
              flight.status,
              Secrets.masked(flight.foundAt, secrets)));
    }

    private synchronized void append(LedgerEntry entry) {
      try {
        if (!broken) {
          out.write(JSON.writeValueAsString(entry));
          out.write('\n');
        }
      } catch (IOException e) {
        broken(e);
      }
    }

    @Override
    public synchronized void close() {
      try {
        out.close();
      } catch (IOException e) {
        broken(e);
      }
    }

    private void broken(IOException e) {
      broken = true;
      System.err.println("the ledger ends early: " + e);
    }
  }
}

package dev.tuninglab.lab.why;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a request takes besides time, counted over many and divided by their number. The ids are
 * those of {@code perRequest} in {@code result.json}.
 */
public enum Counter {
  SQL_STATEMENTS("sqlStatements", "SQL statements", Unit.COUNT),
  TRANSACTIONS("transactions", "transactions", Unit.COUNT),
  CONNECTIONS_OPENED("connectionsOpened", "database connections opened", Unit.COUNT),
  ROWS_RETURNED("rowsReturned", "rows sent to the service", Unit.COUNT),
  /** That the database looked at in tables and indexes to find those. */
  ROWS_READ("rowsRead", "rows read by the database", Unit.COUNT),
  /** Of 8 KiB, found in the database's memory or not. */
  BLOCKS_READ("blocksRead", "blocks read by the database", Unit.COUNT),
  WAL_BYTES("walBytes", "bytes of write-ahead log", Unit.BYTES),
  /** Planning and executing statements, as the database itself measures it. */
  DB_MICROS("dbMicros", "time in database statements", Unit.MICROS),
  DB_CPU_MICROS("dbCpuMicros", "CPU time of the database", Unit.MICROS),
  CPU_MICROS("cpuMicros", "CPU time of the service", Unit.MICROS),
  ALLOCATED_BYTES("allocatedBytes", "bytes allocated", Unit.BYTES),
  GC_PAUSE_MICROS("gcPauseMicros", "time paused for garbage collection", Unit.MICROS),
  LOCK_WAIT_MICROS("lockWaitMicros", "time waiting for locks", Unit.MICROS),
  POOL_WAIT_MICROS("poolWaitMicros", "time waiting for a pooled connection", Unit.MICROS),
  /** On the wire, after compression. */
  RESPONSE_BYTES("responseBytes", "bytes of the response", Unit.BYTES),
  /** As a client that accepts no compression gets it. */
  UNCOMPRESSED_BYTES("uncompressedBytes", "bytes before compression", Unit.BYTES);

  /** What a counter counts in. */
  public enum Unit {
    COUNT,
    MICROS,
    BYTES
  }

  private final String id;
  private final String words;
  private final Unit unit;

  Counter(String id, String words, Unit unit) {
    this.id = id;
    this.words = words;
    this.unit = unit;
  }

  public String id() {
    return id;
  }

  /** As people read it: what one request has of it. */
  public String words() {
    return words;
  }

  public Unit unit() {
    return unit;
  }

  public static Optional<Counter> named(String id) {
    return Arrays.stream(values()).filter(counter -> counter.id.equals(id)).findFirst();
  }
}

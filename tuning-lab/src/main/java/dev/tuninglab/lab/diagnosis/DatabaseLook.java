package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A variant's database while the variant is looked into. */
final class DatabaseLook implements AutoCloseable {
  private final List<Reader> readers = new ArrayList<>();
  private final List<Meter<?>> prompt = new ArrayList<>();
  private final List<Meter<?>> late = new ArrayList<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private StatementGauge gauge;
  private Meter<?> statements;

  private DatabaseLook() {}

  /**
   * @param url of JDBC; null if none is known
   */
  static DatabaseLook open(String url) {
    DatabaseLook look = new DatabaseLook();
    if (url == null) {
      look.missing.put(
          DatabaseGauge.WHAT,
          "the target file names no database: give its key database a JDBC URL of PostgreSQL");
    } else {
      try {
        look.open(look.reader(url), look.reader(url));
      } catch (Unavailable e) {
        look.missing.put(DatabaseGauge.WHAT, e.getMessage());
      }
    }
    return look;
  }

  private Reader reader(String url) throws Unavailable {
    Reader reader = Reader.open(url);
    readers.add(reader);
    return reader;
  }

  /** A reader each: one that fails takes the other's transaction not along. */
  private void open(Reader ofDatabase, Reader ofStatements) {
    late.add(new Meter<>(new DatabaseGauge(ofDatabase)));
    try {
      gauge = StatementGauge.of(ofStatements);
      statements = new Meter<>(gauge);
      prompt.add(statements);
      if (!gauge.planned()) {
        missing.put(
            "planning",
            "pg_stat_statements.track_planning is off: time in statements is without planning");
      }
    } catch (Unavailable e) {
      missing.put(StatementGauge.WHAT, e.getMessage());
    }
    try {
      prompt.add(new Meter<>(DatabaseCpu.of(ofDatabase, ofStatements)));
    } catch (Unavailable e) {
      missing.put(DatabaseCpu.WHAT, e.getMessage());
    }
  }

  /** What is up to date as soon as requests have been answered. */
  List<Meter<?>> prompt() {
    return prompt;
  }

  /** What backends tell of a second later. */
  List<Meter<?>> late() {
    return late;
  }

  /** Why something was not to be had from the start. */
  Map<String, String> missing() {
    return missing;
  }

  /** None if they could not be had. */
  List<Statement> statements() {
    return statements == null || statements.perRequest().isEmpty()
        ? List.of()
        : gauge.statements(statements.requests());
  }

  @Override
  public void close() {
    readers.forEach(Reader::close);
  }
}

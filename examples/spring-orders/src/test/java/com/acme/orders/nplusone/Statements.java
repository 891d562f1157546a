// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.nplusone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * Sees the statements that go to a data source, whoever sends them: JDBC, jOOQ, an object mapper;
 * the test's thread or a server's.
 */
public final class Statements {
  /** Frames that say nothing about who wanted the statement. */
  private static final List<String> LIBRARIES =
      List.of(
          "com.fasterxml.",
          "com.sun.",
          "com.zaxxer.",
          "jakarta.",
          "java.",
          "javax.",
          "jdk.",
          "kotlin.",
          "net.ttddyy.",
          "org.apache.",
          "org.eclipse.",
          "org.hibernate.",
          "org.jooq.",
          "org.junit.",
          "org.mybatis.",
          "org.postgresql.",
          "org.springframework.",
          "sun.",
          "tools.jackson.",
          Statements.class.getName());

  private static final Set<Recording> OPEN = new CopyOnWriteArraySet<>();

  private Statements() {}

  /** A data source that does what this one does, and is seen doing it. */
  public static DataSource watch(DataSource dataSource) {
    return ProxyDataSourceBuilder.create(dataSource).listener(new Observer()).build();
  }

  /** Begins to note the statements of all watched data sources. */
  public static Recording record() {
    Recording recording = new Recording();
    OPEN.add(recording);
    return recording;
  }

  /** What was seen from its beginning to its end. */
  public static final class Recording implements AutoCloseable {
    private final List<Execution> seen = Collections.synchronizedList(new ArrayList<>());

    private Recording() {}

    /** The statements so far, in the order in which they were sent. */
    public List<Execution> seen() {
      synchronized (seen) {
        return List.copyOf(seen);
      }
    }

    @Override
    public void close() {
      OPEN.remove(this);
    }
  }

  private static final class Observer implements QueryExecutionListener {
    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      if (!OPEN.isEmpty()) {
        // A batch of unlike statements is one round trip as well.
        String sql = queries.stream().map(QueryInfo::getQuery).collect(Collectors.joining("; "));
        Execution seen = new Execution(SqlShape.of(sql), line());
        OPEN.forEach(recording -> recording.seen.add(seen));
      }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      // It counts as soon as it is sent, whether or not it succeeds.
    }

    private static Optional<StackTraceElement> line() {
      return StackWalker.getInstance()
          .walk(
              frames ->
                  frames
                      .filter(
                          frame -> LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith))
                      .findFirst())
          .map(StackWalker.StackFrame::toStackTraceElement);
    }
  }
}

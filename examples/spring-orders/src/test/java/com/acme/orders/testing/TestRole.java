// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database user with few connections and rights, so that trouble hits one test alone. */
public final class TestRole implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "role" + COUNT.incrementAndGet();
  private final TestDatabase database;

  public TestRole(TestDatabase database, int connections) throws SQLException {
    this.database = database;
    run("create role %s login connection limit %d".formatted(name, connections));
    run("grant all on all tables in schema public to " + name);
  }

  public String url() {
    return database.url().replace("user=postgres", "user=" + name);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** From now on, this user may have so many connections. */
  public void limit(int connections) throws SQLException {
    run("alter role %s connection limit %d".formatted(name, connections));
  }

  public void forbid(String table) throws SQLException {
    run("revoke all on " + table + " from " + name);
  }

  /** Lets this user read some columns, after {@link #forbid} has taken all. */
  public void permit(String columns, String table) throws SQLException {
    run("grant select (%s) on %s to %s".formatted(columns, table, name));
  }

  /** How many statements PostgreSQL has run for this user. */
  public long statements() throws SQLException {
    return database.number(
        """
        select coalesce(sum(calls), 0)::bigint from pg_stat_statements
        join pg_roles on pg_roles.oid = userid where rolname = '%s'"""
            .formatted(name));
  }

  /** How often PostgreSQL has planned such statements for this user, where it tracks that. */
  public long plansOf(String like) throws SQLException {
    return database.number(
        """
        select coalesce(sum(plans), 0)::bigint from pg_stat_statements
        join pg_roles on pg_roles.oid = userid where rolname = '%s' and query like '%s'"""
            .formatted(name, like));
  }

  /** Sets a parameter of PostgreSQL for this user's connections from now on. */
  public void set(String parameter, String value) throws SQLException {
    run("alter role %s set %s = '%s'".formatted(name, parameter, value));
  }

  @Override
  public void close() throws SQLException {
    run("drop owned by " + name);
    run("drop role " + name);
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

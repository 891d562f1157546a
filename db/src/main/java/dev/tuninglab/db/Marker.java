package dev.tuninglab.db;

import dev.tuninglab.db.generator.ShopGenerator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What a database says it holds: table {@code lab_data}, one row, written last in a load. Without
 * that row a load did not finish.
 */
record Marker(
    String schema,
    int generator,
    String scale,
    long seed,
    int customers,
    int products,
    int orders) {

  static Marker wanted(Scale scale, long seed) {
    return new Marker(
        Schema.HASH,
        ShopGenerator.VERSION,
        scale.id(),
        seed,
        scale.size().customers(),
        scale.size().products(),
        scale.size().orders());
  }

  static Optional<Marker> read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet table = statement.executeQuery("select to_regclass('lab_data')")) {
        table.next();
        if (table.getString(1) == null) {
          return Optional.empty();
        }
      }
      try (ResultSet row = statement.executeQuery("select * from lab_data")) {
        return row.next() ? Optional.of(of(row)) : Optional.empty();
      }
    }
  }

  void write(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table lab_data (schema_hash text not null, generator integer not null,
            scale text not null, seed bigint not null, customers integer not null,
            products integer not null, orders integer not null,
            loaded_at timestamptz not null default now())""");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into lab_data values (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, schema);
      insert.setInt(2, generator);
      insert.setString(3, scale);
      insert.setLong(4, seed);
      insert.setInt(5, customers);
      insert.setInt(6, products);
      insert.setInt(7, orders);
      insert.executeUpdate();
    }
  }

  /** Whether the highest ids are those of the load: three look-ups in an index, not a count. */
  boolean matchesRows(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select (select max(id) from customer), (select max(id) from product),
                  (select max(id) from orders)""")) {
      row.next();
      return row.getLong(1) == customers && row.getLong(2) == products && row.getLong(3) == orders;
    }
  }

  String shown() {
    return "scale %s, seed %d, generator %d, schema %s".formatted(scale, seed, generator, schema);
  }

  private static Marker of(ResultSet row) throws SQLException {
    return new Marker(
        row.getString("schema_hash"),
        row.getInt("generator"),
        row.getString("scale"),
        row.getLong("seed"),
        row.getInt("customers"),
        row.getInt("products"),
        row.getInt("orders"));
  }
}

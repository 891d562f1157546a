package dev.tuninglab.app.knobs.write;

import static dev.tuninglab.app.knobs.write.OrderStatements.INSERT_LINE;
import static dev.tuninglab.app.knobs.write.OrderStatements.TAKE_FROM_STOCK;

import dev.tuninglab.app.shop.domain.OrderLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** The loop over a list that "saves" each: every row waits for the answer to the one before. */
final class RowOrderWrite implements OrderWrite {
  @Override
  public void insertLines(Connection connection, long order, List<OrderLine> lines)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_LINE)) {
      for (OrderLine line : lines) {
        OrderStatements.bindLine(statement, order, line);
        statement.executeUpdate();
      }
    }
  }

  @Override
  public void takeFromStock(Connection connection, List<OrderLine> lines, OffsetDateTime now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE_FROM_STOCK)) {
      for (OrderLine line : OrderStatements.byProduct(lines)) {
        OrderStatements.bindStock(statement, line, now);
        statement.executeUpdate();
      }
    }
  }
}

package dev.tuninglab.db.generator;

import java.util.Locale;

/** The tables that are filled, in an order that respects their references. */
public enum Table {
  CUSTOMER("id, email, name, country, created_at"),
  PRODUCT("id, sku, name, category, price_cents, stock, description, updated_at"),
  ORDERS("id, customer_id, status, placed_at, total_cents"),
  ORDER_LINE("order_id, line_no, product_id, quantity, unit_price_cents"),
  ORDER_EVENT("id, order_id, happened_at, kind, detail");

  private final String columns;

  Table(String columns) {
    this.columns = columns;
  }

  /** Name in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Columns in the order in which they are written, separated by commas. */
  public String columns() {
    return columns;
  }
}

package dev.tuninglab.app;

/** The test database as the lab's template is: it takes no writes. */
final class ReadOnly {
  private ReadOnly() {}

  static String of(TestDatabase database) {
    return database.url() + "&options=-c%20default_transaction_read_only=on";
  }
}

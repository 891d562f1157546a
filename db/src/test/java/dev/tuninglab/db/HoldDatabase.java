package dev.tuninglab.db;

/** A process for {@link KeptDataTest}: opens a database, tells how far it is, and waits. */
final class HoldDatabase {
  private HoldDatabase() {}

  /** Arguments: seed, and "serve" or "own". Lines: each progress, then "open URL". */
  public static void main(String[] args) throws Exception {
    DatabaseOptions options = TestDatabases.tiny(Long.parseLong(args[0]));
    try (ShopDatabase database =
        ShopDatabase.open(
            args[1].equals("serve") ? options.serving() : options, System.out::println)) {
      System.out.println("open " + database.jdbcUrl());
      // Ends when the parent closes the pipe, or ends.
      System.in.read();
    }
  }
}

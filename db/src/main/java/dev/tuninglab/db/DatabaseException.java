package dev.tuninglab.db;

import java.sql.SQLException;

/** The database cannot be had; the message is one line that says what is wrong and what to do. */
public final class DatabaseException extends Exception {
  private static final long serialVersionUID = 1L;

  public DatabaseException(String message) {
    super(oneLine(message));
  }

  public DatabaseException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /**
   * Says what an SQL error means for the user.
   *
   * @param doing what was tried, as in "loading orders"
   */
  static DatabaseException of(String doing, SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    String next =
        switch (state) {
          case "53100" -> "; the disk is full: free some space, or choose a smaller --scale";
          case "3D000" -> "; create that database first, or name another in the URL";
          case "28000", "28P01" -> "; check user and password in the URL";
          case "42501" -> "; this user lacks a right: use the owner of the database";
          default -> state.startsWith("08") ? "; is it running, and are host and port right?" : "";
        };
    return new DatabaseException(doing + " failed: " + error.getMessage() + next, error);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}

package dev.tuninglab.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseExceptionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "53100 | the disk is full: free some space, or choose a smaller --scale",
        "3D000 | create that database first, or name another in the URL",
        "28P01 | check user and password in the URL",
        "42501 | this user lacks a right: use the owner of the database",
        "08001 | is it running, and are host and port right?"
      })
  void anSqlErrorSaysInOneLineWhatToDo(String state, String next) {
    SQLException error = new SQLException("ERROR: no luck\n  Where: here", state);
    assertThat(DatabaseException.of("loading orders", error))
        .hasMessage("loading orders failed: ERROR: no luck | Where: here; " + next);
  }
}

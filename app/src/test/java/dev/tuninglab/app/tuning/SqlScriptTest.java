package dev.tuninglab.app.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void aStatementEndsWithASemicolonAtTheEndOfALine() {
    SqlScript script =
        SqlScript.parse(
            """
            -- why; not what
            create table a (
              -- inside
              t text default ';'
            );

            do $$ begin perform 1; perform 2; end $$;
            select 1
            """);
    assertThat(script.statements())
        .containsExactly(
            "create table a (\n  t text default ';'\n)",
            "do $$ begin perform 1; perform 2; end $$",
            "select 1");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> SqlScript.of(SqlScriptTest.class, "none.sql"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("none.sql is missing beside dev.tuninglab.app.tuning.SqlScriptTest");
  }
}

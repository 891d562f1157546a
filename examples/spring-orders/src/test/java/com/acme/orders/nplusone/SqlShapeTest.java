// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select * from t where id = 17|select * from t where id = ?",
        "select * from t where id = ?|select * from t where id = ?",
        "select * from t where id = $1|select * from t where id = ?",
        "select t1.c2 from t1 where x=1.5e-3|select t1.c2 from t1 where x=?",
        "select 'it''s 5' as \"it's 5\"|select ? as \"it's 5\"",
        "select E'it\\'s', date '2026-01-01', date'2026-01-01'|select ?, date ?, date?",
        "select $$a 'b' 1$$, $x$ $$ $x$|select ?, ?",
        "select  a\t from /* by 17 */ t -- all of it|select a from t",
        "select a from t where id in (1, 2,3)|select a from t where id in (?, ...)",
        "select a from t where id in (?)|select a from t where id in (?, ...)",
        "insert into t values (1, 'a'), (2, 'b')|insert into t values (?, ...), ...",
        "select count(*), f(a, 1) from t|select count(*), f(a, ?) from t",
      })
  void itIsTheSqlWithoutItsValues(String sql, String shape) {
    assertThat(SqlShape.of(sql)).isEqualTo(shape);
  }

  @Property
  void valuesDoNotChangeIt(
      @ForAll int number, @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int length) {
    String sql =
        "select a from t where b = %d and c = '%s' and d in (%s)"
            .formatted(
                Math.abs((long) number), text.replace("'", "''"), "?, ".repeat(length - 1) + "?");
    assertThat(SqlShape.of(sql))
        .isEqualTo("select a from t where b = ? and c = ? and d in (?, ...)");
  }

  @Property
  void namesDoChangeIt(@ForAll @AlphaChars @StringLength(min = 1, max = 8) String name) {
    assertThat(SqlShape.of("select x_" + name + " from t"))
        .isEqualTo("select x_" + name + " from t");
  }

  @Property
  void theShapeOfAShapeIsItself(@ForAll String anything) {
    String shape = SqlShape.of(anything);
    assertThat(SqlShape.of(shape)).isEqualTo(shape);
  }
}

package dev.tuninglab.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h:1/d?user=u&password=p, jdbc:postgresql://h:1/d?user=u&password=p",
    "postgresql://u:p@h:1/d, jdbc:postgresql://h:1/d?user=u&password=p",
    "postgres://h/d, jdbc:postgresql://h/d",
    "postgresql://u@h/d?sslmode=require, jdbc:postgresql://h/d?user=u&sslmode=require",
    "postgresql://u:a%26b+c@h/d, jdbc:postgresql://h/d?user=u&password=a%26b%2Bc"
  })
  void bothFormsAreUnderstood(String given, String jdbc) throws DatabaseException {
    assertThat(JdbcUrl.parse(given).jdbc()).isEqualTo(jdbc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h:5432/d",
        "jdbc:mysql://h/d",
        "jdbc:postgresql://h",
        "postgresql:///d",
        "x y"
      })
  void anythingElseIsRefusedWithTheTwoForms(String given) {
    assertThatThrownBy(() -> JdbcUrl.parse(given))
        .isInstanceOf(DatabaseException.class)
        .hasMessage(
            "db-url must be jdbc:postgresql://host:port/database?user=..&password=.. or"
                + " postgresql://user:password@host:port/database, but was '"
                + given
                + "'");
  }

  @Test
  void aRefusedUrlDoesNotShowItsPassword() {
    assertThatThrownBy(() -> JdbcUrl.parse("postgresql://u:secret@h"))
        .hasMessageEndingWith("but was 'postgresql://***h'");
    assertThatThrownBy(() -> JdbcUrl.parse("jdbc:postgresql://h?password=secret&x=1"))
        .hasMessageEndingWith("but was 'jdbc:postgresql://h?password=***&x=1'");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://10.1.2.3:6000/d, 10.1.2.3, 6000",
    "jdbc:postgresql://10.1.2.3/d, 10.1.2.3, 5432",
    "jdbc:postgresql://[::1]:6000/d, [::1], 6000",
    "jdbc:postgresql://no.such.host.invalid:1/d, no.such.host.invalid, 1"
  })
  void theAddressIsHostAndPort(String given, String host, int port) throws DatabaseException {
    assertThat(ShopDatabase.address(given)).isEqualTo(new InetSocketAddress(host, port));
  }

  @Test
  void severalHostsHaveNoOneAddress() {
    assertThatThrownBy(() -> ShopDatabase.address("jdbc:postgresql://a:1,b:2/d"))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("the database URL must name one host, but names a:1,b:2");
  }

  @Test
  void atAnotherAddressEverythingElseStays() throws DatabaseException {
    String url = "jdbc:postgresql://db.example/d?user=u&sslmode=require";
    assertThat(ShopDatabase.jdbcUrlAt(url, new InetSocketAddress("127.0.0.1", 7)))
        .isEqualTo("jdbc:postgresql://127.0.0.1:7/d?user=u&sslmode=require");
    assertThat(ShopDatabase.jdbcUrlAt(url, new InetSocketAddress("::1", 7)))
        .startsWith("jdbc:postgresql://[0:0:0:0:0:0:0:1]:7/d?");
  }

  @Test
  void aCertificateThatIsHeldToTheNameAllowsNoOtherAddress() {
    assertThatThrownBy(
            () ->
                ShopDatabase.jdbcUrlAt(
                    "jdbc:postgresql://h/d?sslmode=verify-full",
                    new InetSocketAddress("127.0.0.1", 7)))
        .isInstanceOf(DatabaseException.class)
        .hasMessage(
            "the database URL has sslmode=verify-full, which demands the server's own name;"
                + " give sslmode=verify-ca");
  }

  @Test
  void thePsqlFormIsTheWayBack() throws DatabaseException {
    String psql = "postgresql://u:a%26b@h:1/d";
    assertThat(ShopDatabase.psqlUrl(JdbcUrl.parse(psql).jdbc())).isEqualTo(psql);
  }
}

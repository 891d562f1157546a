package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.knobs.fetch.Fetch;
import dev.tuninglab.app.knobs.pool.PoolSettings;
import dev.tuninglab.app.tuning.InvalidSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppSettingsTest {
  private static final String URL = "jdbc:postgresql://localhost:5432/shop?user=u&password=secret";

  @Test
  void onlyTheDatabaseHasToBeNamed() {
    AppSettings settings = of("--db-url=" + URL);

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.dbUrl()).isEqualTo(URL);
    assertThat(settings.stopWith()).isEmpty();
    assertThat(settings.tuning().get(Fetch.KNOB)).isEqualTo(Fetch.JOIN);
  }

  @Test
  void valuesFollowAnEqualsSignOrASpace() {
    AppSettings settings =
        of("--db-url", URL, "--port", "0", "--set", "pool.size=3", "--set=fetch=batch");

    assertThat(settings.port()).isZero();
    assertThat(settings.tuning().get(PoolSettings.SIZE)).isEqualTo(3);
    assertThat(settings.tuning().get(Fetch.KNOB)).isEqualTo(Fetch.BATCH);
  }

  @Test
  void theDatabaseMayComeFromTheEnvironment() {
    assertThat(AppSettings.of(new String[] {}, Map.of("SHOP_DB_URL", URL)).dbUrl()).isEqualTo(URL);
  }

  @Test
  void theKeyOfCursorsComesFromTheEnvironmentAndIsNotShown() {
    String key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    AppSettings settings =
        AppSettings.of(new String[] {"--db-url=" + URL}, Map.of("SHOP_CURSOR_KEY", key));

    assertThat(settings.toString()).contains("CursorKey[secret]").doesNotContain(key);
    assertThat(of("--db-url=" + URL).cursorKey()).isNotNull();
  }

  @Test
  void aKeyOfCursorsThatIsTooShortIsRefusedAndNotShown() {
    assertThatThrownBy(
            () ->
                AppSettings.of(
                    new String[] {"--db-url=" + URL}, Map.of("SHOP_CURSOR_KEY", "c2hvcnQ=")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "SHOP_CURSOR_KEY in the environment must be base64 of 32 bytes or more, but was of 5;"
                + " openssl rand -base64 32 makes one");
  }

  @Test
  void aProcessToStopWithHasToRun() {
    long self = ProcessHandle.current().pid();

    assertThat(of("--db-url=" + URL, "--stop-with=" + self).stopWith()).hasValue(self);
  }

  @Test
  void withoutADatabaseTheNextStepIsSaid() {
    assertThatThrownBy(() -> of("--port=1"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "--db-url must be jdbc:postgresql://host:port/database, but was missing;"
                + " SHOP_DB_URL in the environment does as well");
  }

  @Test
  void aUrlThatIsRefusedIsShownWithoutItsSecrets() {
    assertThatThrownBy(() -> of("--db-url=jdbc:mysql://me:pw@host/shop?password=secret"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "--db-url must be jdbc:postgresql://host:port/database,"
                + " but was 'jdbc:mysql://host/shop'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot=1|an argument must be one of --db-url, --host, --log-file, --port, --set, --stop-with, --help,"
            + " but was '--prot'; --help shows them",
        "--port=65536|--port must be a whole number from 0 to 65535, but was '65536'",
        "--port=abc|--port must be a whole number from 0 to 65535, but was 'abc'",
        "--port|--port must be followed by a value, but was the last argument",
        "--set=pool|--set must be knob=value, but was 'pool'",
        "--set=pool=c3p0|pool must be one of none, hikari, but was 'c3p0'",
        "--set=pool.size=0|pool.size must be a whole number from 1 to 200, but was '0'",
        "--stop-with=2147483647|--stop-with must be the id of a running process,"
            + " but was '2147483647'",
        "--db-url=again|--db-url must be given once, but was given again: 'again'"
      })
  void refusalsAreOneLine(String argument, String message) {
    assertThatThrownBy(() -> of("--db-url=" + URL, argument))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(message);
  }

  @Test
  void anUnknownKnobIsAnsweredWithThoseThatAre() {
    assertThatThrownBy(() -> of("--db-url=" + URL, "--set=poll=none"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("a knob must be one of pool, pool.size, ")
        .hasMessageEndingWith(", but was 'poll'");
  }

  @Test
  void aKnobIsSetOnce() {
    assertThatThrownBy(() -> of("--db-url=" + URL, "--set=pool=none", "--set=pool=hikari"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("--set pool must be given once, but was given again: 'hikari'");
  }

  private static AppSettings of(String... arguments) {
    return AppSettings.of(arguments, Map.of());
  }
}

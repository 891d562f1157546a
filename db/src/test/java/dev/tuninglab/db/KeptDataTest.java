package dev.tuninglab.db;

import static dev.tuninglab.db.TestDatabases.execute;
import static dev.tuninglab.db.TestDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class KeptDataTest {
  /** Seed of the data that these tests share, and of the data that some of them delete. */
  private static final long KEPT = 11;

  private static final long RELOADED = 12;

  private static final String LOADED_AT = "select loaded_at from lab_data";

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endProcesses() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aSecondOpenFindsTheDataAndNothingIsLoaded() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(KEPT);
    String loadedAt;
    try (ShopDatabase first = TestDatabases.open(options)) {
      loadedAt = query(first.jdbcUrl(), LOADED_AT).get(0);
    }
    List<String> said = new ArrayList<>();
    try (ShopDatabase second = ShopDatabase.open(options, said::add)) {
      assertThat(query(second.jdbcUrl(), LOADED_AT)).containsExactly(loadedAt);
    }
    assertThat(said).containsExactly("starting PostgreSQL " + KeptFolder.SERVER_VERSION);
  }

  @Test
  void dataInUseIsRefusedAndNotReset() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(KEPT);
    try (ShopDatabase owner = TestDatabases.open(options)) {
      assertThatThrownBy(() -> TestDatabases.open(options))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("is in use by this process; wait for it or stop it");
      assertThatThrownBy(() -> ShopDatabase.reset(options))
          .hasMessageContaining("is in use by this process");
      assertThat(query(owner.jdbcUrl(), LOADED_AT)).hasSize(1);
    }
  }

  @Test
  void aClosedDatabaseMakesNoMoreClones() throws Exception {
    ShopDatabase closed = TestDatabases.open(TestDatabases.tiny(KEPT));
    closed.close();
    assertThatThrownBy(() -> closed.cloneFor("late"))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("the database closed before late was copied");
  }

  @Test
  void resetDeletesTheDataAndTheNextOpenLoadsAgain() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(RELOADED);
    TestDatabases.open(options).close();
    ShopDatabase.reset(options);
    assertThat(KeptFolder.of(options).data()).doesNotExist();
    List<String> said = new ArrayList<>();
    ShopDatabase.open(options, said::add).close();
    assertThat(said).contains("loading orders");
  }

  @Test
  void aKilledOwnersServerIsStoppedAndItsClonesAreDropped() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(KEPT);
    Process owner = hold(KEPT, "own");
    String url = await(owner, "open ").substring("open ".length());
    assertThatThrownBy(() -> TestDatabases.open(options))
        .hasMessageContaining("is in use by process " + owner.pid());
    execute(JdbcUrl.parse(url).withDatabase("postgres").jdbc(), "create database shop_clone_1_x");
    kill(owner);
    try (ShopDatabase healed = TestDatabases.open(options)) {
      assertThat(healed.jdbcUrl()).isNotEqualTo(url);
      assertThat(query(healed.jdbcUrl(), "select 1 from pg_database where datname like '%clone%'"))
          .isEmpty();
    }
  }

  @Test
  void aServerKilledWithItsOwnerRecovers() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(KEPT);
    Process owner = hold(KEPT, "own");
    await(owner, "open ");
    Path pidFile = KeptFolder.of(options).data().resolve("postmaster.pid");
    ProcessHandle server =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).orElseThrow();
    kill(owner);
    server.destroyForcibly();
    server.onExit().get(20, TimeUnit.SECONDS);
    assertThat(pidFile).exists();
    try (ShopDatabase healed = TestDatabases.open(options)) {
      assertThat(query(healed.jdbcUrl(), "select count(*) from orders")).containsExactly("2000");
    }
  }

  @Test
  void aPidFileThatNamesSomethingElseIsCleared() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(KEPT);
    TestDatabases.open(options).close();
    Path pidFile = KeptFolder.of(options).data().resolve("postmaster.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
    TestDatabases.open(options).close();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void aKilledLoadLeavesNothingThatLooksFinished() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(RELOADED);
    ShopDatabase.reset(options);
    Process loader = hold(RELOADED, "own");
    await(loader, "loading orders");
    kill(loader);
    assertThat(KeptFolder.of(options).data()).doesNotExist();
    try (ShopDatabase database = TestDatabases.open(options)) {
      assertThat(query(database.jdbcUrl(), "select count(*) from orders")).containsExactly("2000");
    }
    assertThat(KeptFolder.of(options).loading()).doesNotExist();
  }

  @Test
  void aServingProcessIsSharedUntilItEnds() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(KEPT);
    assertThat(ShopDatabase.running(options)).isEmpty();
    Process server = hold(KEPT, "serve");
    String url = await(server, "open ").substring("open ".length());
    assertThat(ShopDatabase.running(options)).contains(url);
    try (ShopDatabase shared = TestDatabases.open(options)) {
      assertThat(shared.jdbcUrl()).isEqualTo(url);
      shared.cloneFor("mine");
    }
    assertThat(query(url, "select datname from pg_database where datname like '%clone%'"))
        .isEmpty();
    server.getOutputStream().close();
    assertThat(server.waitFor()).isZero();
    assertThat(ShopDatabase.running(options)).isEmpty();
  }

  @Test
  void aServerThatDoesNotStartSaysWhyAtOnce() throws Exception {
    DatabaseOptions options = TestDatabases.tiny(RELOADED);
    TestDatabases.open(options).close();
    // Unknown to the server, so that it ends at once.
    Files.writeString(
        KeptFolder.of(options).data().resolve("postgresql.conf"), "no_such_setting = 1\n");
    try {
      assertThatThrownBy(() -> TestDatabases.open(options))
          .isInstanceOf(DatabaseException.class)
          .hasMessageStartingWith("PostgreSQL did not start: ")
          .hasMessageContaining("FATAL")
          .hasMessageContaining("contains errors")
          .hasMessageContaining("its log is " + KeptFolder.of(options).log())
          .hasMessageContaining("--db-url");
    } finally {
      ShopDatabase.reset(options);
    }
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createTempFile("not-a-folder", "");
    assertThatThrownBy(() -> TestDatabases.open(DatabaseOptions.tiny(file)))
        .hasMessageContaining("cache folder " + file + " cannot be used")
        .hasMessageContaining("XDG_CACHE_HOME");
    Files.delete(file);
  }

  private Process hold(long seed, String mode) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlab.test.cache=" + System.getProperty("lab.test.cache"),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                HoldDatabase.class.getName(),
                Long.toString(seed),
                mode)
            .redirectErrorStream(true)
            .start();
    started.add(process);
    return process;
  }

  private static String await(Process process, String start) throws IOException {
    BufferedReader lines = process.inputReader();
    List<String> said = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new AssertionError("process ended without '" + start + "': " + said);
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}

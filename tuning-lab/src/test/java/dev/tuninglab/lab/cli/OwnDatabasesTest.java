package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** Variants that change the database: on a real PostgreSQL that outlives the lab's run. */
@Timeout(180)
@ExtendWith(ShopFolderAlone.class)
class OwnDatabasesTest {
  private static ShopDatabase shop;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @BeforeAll
  static void serve() throws DatabaseException {
    shop = ShopDatabase.open(DatabaseOptions.tiny(Home.cache()).serving(), line -> {});
  }

  @AfterAll
  static void stop() throws DatabaseException {
    shop.close();
  }

  @Test
  void eachVariantChangesADatabaseOfItsOwnAndNothingIsLeftOfThem() throws Exception {
    List<String> before = query("select sum(stock) from product");

    assertThat(compare("shape=round,square"))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);

    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    assertThat(result.at("/data").asText()).endsWith(", a copy for each variant");
    for (JsonNode variant : result.at("/variants")) {
      assertThat(variant.at("/requests").asLong()).isPositive();
      assertThat(variant.at("/errors").asLong()).isZero();
    }
    String round = databaseOf("reshape-shape=round");
    String square = databaseOf("reshape-shape=square");
    assertThat(round).startsWith("shop_clone_").isNotEqualTo(square);
    assertThat(log("reshape-shape=round")).contains("brought into shape round");
    for (String fork : List.of("fork1-", "fork2-")) {
      assertThat(log(fork + "shape=round")).contains(round, "found in shape round");
      assertThat(log(fork + "shape=square")).contains(square, "found in shape square");
    }
    assertThat(clones()).isEmpty();
    assertThat(query("select sum(stock) from product")).isEqualTo(before);
  }

  @Test
  void aWorkloadThatWritesGetsCopiesAndNoExtraStart() throws Exception {
    assertThat(compare("level=low,high")).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    assertThat(databaseOf("fork1-level=low"))
        .startsWith("shop_clone_")
        .isEqualTo(databaseOf("fork2-level=low"))
        .isNotEqualTo(databaseOf("fork1-level=high"));
    assertThat(results().resolve("logs/reshape-level=low.log")).doesNotExist();
    assertThat(clones()).isEmpty();
  }

  @Test
  void anInterruptedComparisonLeavesNoCopies() throws Exception {
    Thread[] lab = new Thread[1];
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    lab[0] =
        new Thread(
            () -> {
              try {
                exitCode.complete(compare("shape=round,square"));
              } catch (IOException | RuntimeException e) {
                exitCode.completeExceptionally(e);
              }
            });
    lab[0].start();
    while (!err.toString().contains("brings its database into shape")) {
      assertThat(exitCode).as(err.toString()).isNotDone();
      Thread.onSpinWait();
    }
    assertThat(clones()).hasSize(2);

    lab[0].interrupt();

    assertThat(exitCode.get()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(clones()).isEmpty();
  }

  private int compare(String word) throws IOException {
    return Lab.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        "compare",
        word,
        "--no-diagnosis",
        "--scale",
        "tiny",
        "--budget",
        "10s",
        "--rate",
        "50/s",
        "--file",
        target().toString(),
        "--out",
        results().toString());
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Path target() throws IOException {
    return Files.writeString(
        folder.resolve("writing.yaml"),
        """
        name: writing
        start:
          command: ["${java}", "-Xmx64m", "-Dsun.net.httpserver.nodelay=true", "-cp", "%s",
                    "dev.tuninglab.lab.cli.WritingStub", "${port}", "${db.url}"]
          set: ["${value}"]
        ready: { path: /up }
        database: shop
        knobs:
          shape: { values: [round, square], default: round, workload: add, database: own }
          level: { values: [low, high], default: low, workload: add }
        workloads:
          add:
            writes: true
            requests: [{ name: add, method: POST, path: /add, expect: [201] }]
        """
            .formatted(classPath()));
  }

  private static String classPath() {
    List<String> places = new ArrayList<>();
    for (Class<?> used : List.of(WritingStub.class, Driver.class)) {
      places.add(used.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
    return String.join(":", places);
  }

  private String databaseOf(String log) throws IOException {
    return log(log).split(" ")[1];
  }

  private String log(String name) throws IOException {
    return Files.readString(results().resolve("logs").resolve(name + ".log"));
  }

  private static List<String> clones() throws SQLException {
    return query("select datname from pg_database where datname like 'shop_clone%'");
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(shop.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}

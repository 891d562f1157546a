package dev.tuninglab.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server over one data folder, on a free port of the loopback interface. */
final class EmbeddedServer implements AutoCloseable {
  /** Recovery after a kill replays at most max_wal_size; a minute is ample for that. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          // The library starts servers without both, for the sake of fast unit tests; a lab that
          // measures writes needs a commit to be a commit.
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("shared_preload_libraries", "pg_stat_statements"),
          Map.entry("pg_stat_statements.track", "all"),
          Map.entry("track_io_timing", "on"),
          Map.entry("max_connections", "300"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("listen_addresses", "localhost"),
          Map.entry("unix_socket_directories", ""));

  /** Minimal log: rows copied into a table truncated in the same transaction skip it. */
  private static final Map<String, String> WHILE_LOADING =
      Map.of(
          "wal_level", "minimal",
          "max_wal_senders", "0",
          "max_wal_size", "4GB",
          "checkpoint_timeout", "30min",
          "maintenance_work_mem", "256MB",
          "autovacuum", "off");

  private static final int ANY_PORT = 0;

  private final KeptFolder folder;
  private final Path data;
  private final Map<String, String> extra;
  private final String password;
  private final String login;
  private volatile EmbeddedPostgres postgres;

  private EmbeddedServer(KeptFolder folder, Path data, Map<String, String> extra)
      throws DatabaseException {
    this.folder = folder;
    this.data = data;
    this.extra = extra;
    this.password = Password.of(data);
    this.login = "user=postgres" + (password.isEmpty() ? "" : "&password=" + password);
  }

  static EmbeddedServer start(KeptFolder folder, Path data) throws DatabaseException {
    return started(folder, data, Map.of());
  }

  static EmbeddedServer startForLoading(KeptFolder folder, Path data) throws DatabaseException {
    return started(folder, data, WHILE_LOADING);
  }

  private static EmbeddedServer started(KeptFolder folder, Path data, Map<String, String> extra)
      throws DatabaseException {
    EmbeddedServer server = new EmbeddedServer(folder, data, extra);
    try {
      Files.deleteIfExists(folder.log());
    } catch (IOException e) {
      throw notStarted(folder.log(), e);
    }
    server.postgres = server.launch(ANY_PORT);
    return server;
  }

  JdbcUrl url(String database) {
    return new JdbcUrl("localhost:" + postgres.getPort(), database, login);
  }

  /** Stops the server and waits until it has gone. */
  @Override
  public void close() throws DatabaseException {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new DatabaseException("stopping the server of " + data + " failed: " + e, e);
    }
    LeftoverServer.awaitEnd(data);
  }

  /**
   * Stops the server, whoever is connected, and starts it again over the same data at the same
   * port. Once begun it goes on to its end, interrupted or not: half of it leaves no server.
   */
  void restart() throws DatabaseException {
    CompletableFuture<Void> restart = new CompletableFuture<>();
    Thread restarter =
        new Thread(
            () -> {
              try {
                int port = postgres.getPort();
                close();
                postgres = launch(port);
                restart.complete(null);
              } catch (DatabaseException | RuntimeException | Error e) {
                restart.completeExceptionally(e);
              }
            },
            "postgres-restart");
    restarter.setDaemon(true);
    restarter.start();
    try {
      restart.join();
    } catch (CompletionException e) {
      throw new DatabaseException("restarting: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private EmbeddedPostgres launch(int port) throws DatabaseException {
    try (Binaries.Guard guard = Binaries.guard(folder.binaries())) {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(guard.folder().toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(PATIENCE)
              .setErrorRedirector(Redirect.appendTo(folder.log().toFile()))
              .setOutputRedirector(Redirect.appendTo(folder.log().toFile()))
              // Sorting must not depend on the locale of whoever loaded the data.
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8");
      SETTINGS.forEach(builder::setServerConfig);
      extra.forEach(builder::setServerConfig);
      if (!password.isEmpty()) {
        builder.setConnectConfig("password", password);
      }
      return startOrGiveUp(builder, folder.log().toFile(), data);
    } catch (IOException e) {
      throw notStarted(folder.log(), e);
    }
  }

  /** The library waits its whole patience even when the server has refused at once; we look. */
  private static EmbeddedPostgres startOrGiveUp(
      EmbeddedPostgres.Builder builder, File log, Path data) throws DatabaseException {
    CompletableFuture<EmbeddedPostgres> start = new CompletableFuture<>();
    Thread starter =
        new Thread(
            () -> {
              try {
                start.complete(builder.start());
              } catch (IOException | RuntimeException | Error e) {
                start.completeExceptionally(e);
              }
            },
            "postgres-start");
    starter.setDaemon(true);
    starter.start();
    try {
      while (true) {
        try {
          return start.get(200, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (log.exists() && Files.readString(log.toPath()).contains("could not start server")) {
            throw notStarted(log.toPath(), new IOException("the server ended", e));
          }
        }
      }
    } catch (ExecutionException | IOException e) {
      throw notStarted(log.toPath(), e);
    } catch (InterruptedException e) {
      endHalfStarted(start, data);
      Thread.currentThread().interrupt();
      throw new DatabaseException("interrupted while PostgreSQL started", e);
    }
  }

  /** The server is a process group of its own: a Ctrl-C that ends its start does not end it. */
  private static void endHalfStarted(CompletableFuture<EmbeddedPostgres> start, Path data)
      throws DatabaseException {
    try {
      start.get(3, TimeUnit.SECONDS).close();
    } catch (ExecutionException | TimeoutException | IOException e) {
      LeftoverServer.stop(data);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static DatabaseException notStarted(Path log, Exception cause) {
    String said = ServerLog.lastLines(log, cause);
    if (said.contains("cannot be run as root")) {
      return new DatabaseException(
          "PostgreSQL does not run as root, and this system gives root no user namespace to leave"
              + " it by (as containers do by default); run the lab as an ordinary user, or name a"
              + " running PostgreSQL with --db-url",
          cause);
    }
    return new DatabaseException(
        "PostgreSQL did not start: %s; its log is %s; or name a running PostgreSQL with --db-url"
            .formatted(said, log),
        cause);
  }
}

package dev.tuninglab.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the embedded server over kept data, loading it first when it is missing. */
final class EmbeddedDatabase {
  private static final String SHOP = "shop";
  private static final String MAINTENANCE = "postgres";

  private EmbeddedDatabase() {}

  static ShopDatabase open(DatabaseOptions options, Consumer<String> progress)
      throws DatabaseException {
    KeptFolder folder = KeptFolder.of(options);
    Optional<JdbcUrl> shared = ServerFile.read(folder.serverFile());
    if (shared.isPresent()) {
      return share(options, folder, shared.get(), progress);
    }
    FolderLock lock = acquire(folder);
    try {
      return openOwned(options, folder, lock, progress);
    } catch (DatabaseException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static Optional<String> running(DatabaseOptions options) throws DatabaseException {
    return ServerFile.read(KeptFolder.of(options).serverFile()).map(JdbcUrl::jdbc);
  }

  static void reset(DatabaseOptions options) throws DatabaseException {
    KeptFolder folder = KeptFolder.of(options);
    FolderLock lock = acquire(folder);
    try {
      LeftoverServer.stop(folder.data());
      discardLoading(folder);
      KeptFolder.delete(folder.data());
      KeptFolder.delete(folder.log());
      ServerFile.delete(folder.serverFile());
    } finally {
      lock.close();
    }
  }

  private static ShopDatabase share(
      DatabaseOptions options, KeptFolder folder, JdbcUrl url, Consumer<String> progress)
      throws DatabaseException {
    progress.accept("using the PostgreSQL that already serves at " + url.shown());
    Clones clones = new Clones(url, url.withDatabase(MAINTENANCE), Optional.of(folder.data()));
    clones.dropOrphans();
    return new ShopDatabase(options, "embedded", url, clones, Optional.empty(), clones::dropOwn);
  }

  private static FolderLock acquire(KeptFolder folder) throws DatabaseException {
    Optional<FolderLock> lock = FolderLock.tryAcquire(folder.lock());
    if (lock.isEmpty()) {
      throw new DatabaseException(
          ("data folder %s is in use by %s; wait for it or stop it, choose another --data-seed,"
                  + " or share one server: lab db start")
              .formatted(folder.data(), FolderLock.holder(folder.lock())));
    }
    return lock.get();
  }

  private static ShopDatabase openOwned(
      DatabaseOptions options, KeptFolder folder, FolderLock lock, Consumer<String> progress)
      throws DatabaseException {
    ServerFile.delete(folder.serverFile());
    discardLoading(folder);
    LeftoverServer.stop(folder.data());
    if (!folder.isLoaded()) {
      load(options, folder, progress);
    }
    progress.accept("starting PostgreSQL " + KeptFolder.SERVER_VERSION);
    EmbeddedServer server = EmbeddedServer.start(folder, folder.data());
    try {
      JdbcUrl url = server.url(SHOP);
      check(options, folder, url);
      Clones clones = new Clones(url, server.url(MAINTENANCE), Optional.of(folder.data()));
      clones.dropAll();
      // A lab that was killed while it looked into variants left that on.
      Planning.count(url, false);
      if (options.serve()) {
        ServerFile.write(folder.serverFile(), url);
      }
      return new ShopDatabase(
          options,
          "embedded",
          url,
          clones,
          Optional.of(server::restart),
          () -> shutDown(folder, clones, server, lock));
    } catch (DatabaseException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static void shutDown(
      KeptFolder folder, Clones clones, EmbeddedServer server, FolderLock lock)
      throws DatabaseException {
    try {
      ServerFile.delete(folder.serverFile());
      clones.dropAll();
    } finally {
      try {
        server.close();
      } finally {
        lock.close();
      }
    }
  }

  private static void load(DatabaseOptions options, KeptFolder folder, Consumer<String> progress)
      throws DatabaseException {
    demandSpace(options.scale(), folder);
    progress.accept("creating a PostgreSQL %s data folder".formatted(KeptFolder.SERVER_VERSION));
    try (EmbeddedServer server = EmbeddedServer.startForLoading(folder, folder.loading())) {
      JdbcUrl maintenance = server.url(MAINTENANCE);
      execute(maintenance, "create extension pg_stat_statements");
      execute(maintenance, "create database " + SHOP);
      JdbcUrl url = server.url(SHOP);
      execute(url, "create extension pg_stat_statements");
      new ShopLoader(url, "public", options.scale(), options.seed(), progress).load();
      // The shop is the template of all clones. A setting of the database is not cloned with it.
      execute(maintenance, "alter database shop set default_transaction_read_only = on");
      Password.demand(folder.loading(), maintenance);
      execute(maintenance, "checkpoint");
    }
    try {
      Files.move(folder.loading(), folder.data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DatabaseException("keeping the data as " + folder.data() + " failed: " + e, e);
    }
  }

  private static void demandSpace(Scale scale, KeptFolder folder) throws DatabaseException {
    try {
      long free = Files.getFileStore(folder.base()).getUsableSpace() / (1024 * 1024);
      if (free < scale.diskMegabytes()) {
        throw new DatabaseException(
            "scale %s needs %d MB in %s, but only %d MB are free; free some, choose a smaller"
                    .formatted(scale.id(), scale.diskMegabytes(), folder.base(), free)
                + " --scale, or set XDG_CACHE_HOME to another disk");
      }
    } catch (IOException e) {
      throw new DatabaseException("free space of %s is unknown: %s".formatted(folder.base(), e), e);
    }
  }

  private static void discardLoading(KeptFolder folder) throws DatabaseException {
    LeftoverServer.stop(folder.loading());
    KeptFolder.delete(folder.loading());
  }

  private static void check(DatabaseOptions options, KeptFolder folder, JdbcUrl url)
      throws DatabaseException {
    Marker wanted = Marker.wanted(options.scale(), options.seed());
    try (Connection connection = DriverManager.getConnection(url.jdbc())) {
      Optional<Marker> found = Marker.read(connection);
      if (found.isEmpty() || !found.get().equals(wanted) || !wanted.matchesRows(connection)) {
        throw new DatabaseException(
            "kept data %s is not what was loaded; delete it with: lab db reset"
                .formatted(folder.data()));
      }
    } catch (SQLException e) {
      throw DatabaseException.of("checking " + folder.data(), e);
    }
  }

  private static void execute(JdbcUrl url, String sql) throws DatabaseException {
    try (Connection connection = DriverManager.getConnection(url.jdbc());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw DatabaseException.of("'" + sql + "'", e);
    }
  }
}

package dev.tuninglab.db;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * The shop's database, loaded and ready. Experiments only read it; those that write get a {@link
 * #cloneFor clone}. Stops with {@link #close()}, at the latest when the JVM ends.
 */
public final class ShopDatabase implements AutoCloseable {
  /** Something that is done to the server behind it. */
  interface Deed {
    void run() throws DatabaseException;
  }

  private final DatabaseOptions options;
  private final String kind;
  private final JdbcUrl url;
  private final String version;
  private final Clones clones;
  private final Optional<Deed> restart;
  private final Deed ending;
  private final Thread hook = new Thread(this::closeQuietly, "shop-database-close");
  private boolean closed;

  /**
   * @param restart empty when the server is somebody else's
   * @param ending what ends with the database
   */
  ShopDatabase(
      DatabaseOptions options,
      String kind,
      JdbcUrl url,
      Clones clones,
      Optional<Deed> restart,
      Deed ending)
      throws DatabaseException {
    this.options = options;
    this.kind = kind;
    this.url = url;
    this.version = version(url);
    this.clones = clones;
    this.restart = restart;
    this.ending = ending;
    registerHook();
  }

  private void registerHook() throws DatabaseException {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, so no hook would run: what is open must be closed here.
      closed = true;
      ending.run();
      throw new DatabaseException("interrupted while the database opened", e);
    }
  }

  /**
   * Starts or reaches the database, and loads it when it is empty.
   *
   * @param progress told in short lines what is going on, warnings included
   * @throws DatabaseException when it cannot be had; the message says what to do
   */
  public static ShopDatabase open(DatabaseOptions options, Consumer<String> progress)
      throws DatabaseException {
    return options.externalUrl().isPresent()
        ? ExternalDatabase.open(options, options.externalUrl().get(), progress)
        : EmbeddedDatabase.open(options, progress);
  }

  /**
   * JDBC URL of a live server with this data that was opened {@linkplain DatabaseOptions#serving}.
   */
  public static Optional<String> running(DatabaseOptions options) throws DatabaseException {
    return EmbeddedDatabase.running(options);
  }

  /**
   * Deletes the kept data of these options.
   *
   * @throws DatabaseException when it is in use
   */
  public static void reset(DatabaseOptions options) throws DatabaseException {
    EmbeddedDatabase.reset(options);
  }

  /** The same URL in the form that psql reads. */
  public static String psqlUrl(String jdbcUrl) throws DatabaseException {
    return JdbcUrl.parse(jdbcUrl).psql();
  }

  /**
   * Where the server of this URL is.
   *
   * @throws DatabaseException when the URL names several hosts
   */
  public static InetSocketAddress address(String jdbcUrl) throws DatabaseException {
    return JdbcUrl.parse(jdbcUrl).address();
  }

  /**
   * The same URL with an address that leads to the same server in another way.
   *
   * @throws DatabaseException when its sslmode demands the server's own name
   */
  public static String jdbcUrlAt(String jdbcUrl, InetSocketAddress address)
      throws DatabaseException {
    return JdbcUrl.parse(jdbcUrl).at(address).jdbc();
  }

  /** URL of the shop, with user and password as parameters; embedded, it refuses writes. */
  public String jdbcUrl() {
    return url.jdbc();
  }

  /** Server version, for example 18.6. */
  public String version() {
    return version;
  }

  /** For reports, for example "PostgreSQL 18.6, embedded, small, seed 1". */
  public String description() {
    return "PostgreSQL %s, %s, %s, seed %d"
        .formatted(version, kind, options.scale().id(), options.seed());
  }

  /** For target files: db.url, and the highest ids db.customers, db.products, db.orders. */
  public Map<String, String> variables() {
    return new TreeMap<>(
        Map.of(
            "db.url", jdbcUrl(),
            "db.customers", Integer.toString(options.scale().size().customers()),
            "db.products", Integer.toString(options.scale().size().products()),
            "db.orders", Integer.toString(options.scale().size().orders())));
  }

  /**
   * Makes a fresh copy of the shop that may be written to; an older one of that name is dropped,
   * its connections with it.
   *
   * @return JDBC URL of the copy
   * @throws DatabaseException when somebody is connected to the shop itself, among others
   */
  public synchronized String cloneFor(String name) throws DatabaseException {
    if (closed) {
      // Closing has dropped all clones; who is still at it was interrupted.
      throw new DatabaseException("the database closed before %s was copied".formatted(name));
    }
    return clones.create(name).jdbc();
  }

  /**
   * Asks, before the first of them is made, whether the disk has room for so many clones and for
   * what is rebuilt in them.
   *
   * @throws DatabaseException when it has not; the message says what to do
   */
  public void demandSpaceForClones(int number) throws DatabaseException {
    clones.demandSpace(number);
  }

  /** Writes to disk what the server holds back, so that no experiment pays for what came before. */
  public void checkpoint() throws DatabaseException {
    clones.checkpoint();
  }

  /**
   * Has the server that this process started count what planning statements takes, or no longer.
   * That costs every statement a little: it is for looking into variants, and off otherwise.
   * Another's server stays as it is.
   */
  public void countPlanning(boolean counted) throws DatabaseException {
    if (restart.isPresent()) {
      Planning.count(url, counted);
    }
  }

  /** Whether this process started the server, so that it may {@link #restart} it. */
  public boolean isOwnServer() {
    return restart.isPresent();
  }

  /**
   * Restarts the server as an administrator does, by a fast shutdown: what is open breaks, what
   * comes is refused, what was committed is there afterwards, and URLs stay as they are. Returns
   * when the server takes connections again, seconds later; an interruption does not end it.
   *
   * @throws DatabaseException when the server is not this process's own, or does not come up
   */
  public synchronized void restart() throws DatabaseException {
    if (closed) {
      throw new DatabaseException("the database closed before it was restarted");
    }
    if (restart.isEmpty()) {
      throw new DatabaseException(
          "the server of %s was not started by this process, so it is not restarted"
              .formatted(url.shown()));
    }
    restart.get().run();
  }

  /** Drops the clones made through this object, their connections with them. */
  public void dropClones() throws DatabaseException {
    clones.dropOwn();
  }

  /** Drops the clones and stops the server if this process started it. */
  @Override
  public synchronized void close() throws DatabaseException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook is what brought us here, or will find the work done.
    }
    ending.run();
  }

  private void closeQuietly() {
    try {
      close();
    } catch (DatabaseException e) {
      LoggerFactory.getLogger(ShopDatabase.class).warn("closing the database", e);
    }
  }

  private static String version(JdbcUrl url) throws DatabaseException {
    try (Connection connection = DriverManager.getConnection(url.jdbc());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show server_version")) {
      row.next();
      return row.getString(1).split(" ")[0];
    } catch (SQLException e) {
      throw DatabaseException.of("connecting to " + url.shown(), e);
    }
  }
}

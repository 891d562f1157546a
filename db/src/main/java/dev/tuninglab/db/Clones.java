package dev.tuninglab.db;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * Copies of the shop that may be written to. A clone's name holds the pid of its maker, so that two
 * labs on one server do not drop each other's.
 */
final class Clones {
  private static final String PREFIX = "shop_clone_";
  private static final int MAX_READABLE = 30;

  /** A clone's share of the disk, as a multiple of the shop: variants rebuild parts of it. */
  private static final double ROOM = 1.5;

  private static final long MEGABYTE = 1024 * 1024;

  private final JdbcUrl shop;
  private final JdbcUrl maintenance;
  private final Optional<Path> disk;
  private final Set<String> made = ConcurrentHashMap.newKeySet();
  private final long pid = ProcessHandle.current().pid();

  /**
   * @param shop the template
   * @param maintenance another database of that server, from which to create and drop
   * @param disk where that server keeps its data, when it is a disk of this machine
   */
  Clones(JdbcUrl shop, JdbcUrl maintenance, Optional<Path> disk) {
    this.shop = shop;
    this.maintenance = maintenance;
    this.disk = disk;
  }

  /** Refuses when so many clones would fill the disk; another machine's disk is not looked at. */
  void demandSpace(int clones) throws DatabaseException {
    if (disk.isEmpty()) {
      return;
    }
    long needed = (long) (clones * ROOM * size()) / MEGABYTE;
    long free;
    try {
      free = Files.getFileStore(disk.get()).getUsableSpace() / MEGABYTE;
    } catch (IOException e) {
      throw new DatabaseException("free space of %s is unknown: %s".formatted(disk.get(), e), e);
    }
    if (free < needed) {
      throw new DatabaseException(
          ("%d copies of the shop need %d MB in %s, but only %d MB are free; free some, compare"
                  + " fewer variants, or choose a smaller --scale")
              .formatted(clones, needed, disk.get(), free));
    }
  }

  private long size() throws DatabaseException {
    try (Connection connection = DriverManager.getConnection(maintenance.jdbc());
        PreparedStatement statement =
            connection.prepareStatement("select pg_database_size(?::name)")) {
      statement.setString(1, decoded(shop.database()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw DatabaseException.of("measuring " + shop.shown(), e);
    }
  }

  /**
   * Writes what the server holds back, now: else it would do so within the experiment. A user who
   * may not ask for that is left with the server's own schedule.
   */
  void checkpoint() throws DatabaseException {
    try (Connection connection = DriverManager.getConnection(maintenance.jdbc());
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint");
    } catch (SQLException e) {
      if (!"42501".equals(e.getSQLState())) {
        throw DatabaseException.of("a checkpoint at " + shop.shown(), e);
      }
    }
  }

  JdbcUrl create(String name) throws DatabaseException {
    String clone = PREFIX + pid + "_" + safe(name);
    try (Connection connection = DriverManager.getConnection(maintenance.jdbc());
        Statement statement = connection.createStatement()) {
      drop(statement, clone);
      statement.execute(
          "create database %s template %s%s"
              .formatted(clone, quoted(shop.database()), strategy(connection)));
    } catch (SQLException e) {
      if ("55006".equals(e.getSQLState())) {
        throw new DatabaseException(
            "cloning %s failed: somebody is connected to it (%s); close those connections first"
                .formatted(shop.shown(), e.getMessage()),
            e);
      }
      throw DatabaseException.of("cloning " + shop.shown(), e);
    }
    made.add(clone);
    return shop.withDatabase(clone);
  }

  /** Drops what this instance made. */
  void dropOwn() throws DatabaseException {
    dropIf(made::contains);
  }

  void dropAll() throws DatabaseException {
    dropIf(name -> true);
  }

  /** Drops what processes of this machine left behind when they were killed. */
  void dropOrphans() throws DatabaseException {
    dropIf(name -> ProcessHandle.of(maker(name)).isEmpty());
  }

  /**
   * By files: through the log, hundreds of megabytes would wait for a checkpoint, and the
   * experiment would pay for it. Version 14 knows no other way and no word for it.
   */
  private static String strategy(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion() >= 15 ? " strategy file_copy" : "";
  }

  private void dropIf(Predicate<String> which) throws DatabaseException {
    try (Connection connection = DriverManager.getConnection(maintenance.jdbc());
        Statement statement = connection.createStatement()) {
      List<String> names = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select datname from pg_database where datname ~ '^" + PREFIX + "[0-9]+_'")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      for (String name : names) {
        if (which.test(name)) {
          drop(statement, name);
        }
      }
    } catch (SQLException e) {
      throw DatabaseException.of("dropping clones of " + shop.shown(), e);
    }
  }

  private static long maker(String clone) {
    return Long.parseLong(clone.substring(PREFIX.length()).split("_", 2)[0]);
  }

  private static void drop(Statement statement, String name) throws SQLException {
    statement.execute("drop database if exists " + name + " with (force)");
  }

  /** A readable name, and a checksum so that {@code a=b} and {@code a-b} stay apart. */
  private static String safe(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a clone's name must not be blank");
    }
    CRC32 checksum = new CRC32();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    String readable = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return "%s_%08x"
        .formatted(
            readable.substring(0, Math.min(MAX_READABLE, readable.length())), checksum.getValue());
  }

  private static String quoted(String encodedName) {
    return '"' + decoded(encodedName).replace("\"", "\"\"") + '"';
  }

  private static String decoded(String encodedName) {
    return URLDecoder.decode(encodedName, StandardCharsets.UTF_8);
  }
}

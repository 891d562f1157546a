package dev.tuninglab.db;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Which database to open.
 *
 * @param cache folder for binaries and kept data; created when missing
 * @param scale how much data
 * @param seed of the data generator
 * @param externalUrl a PostgreSQL 14 or newer to use instead of the embedded one, as {@code
 *     jdbc:postgresql://...} or {@code postgresql://user:password@host/database}
 * @param serve whether other processes may share the embedded server while it runs
 */
public record DatabaseOptions(
    Path cache, Scale scale, long seed, Optional<String> externalUrl, boolean serve) {
  public DatabaseOptions {
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(externalUrl, "externalUrl");
  }

  /** Embedded, small, seed 1, under {@code ${XDG_CACHE_HOME:-~/.cache}/tuning-lab}. */
  public static DatabaseOptions defaults() {
    return new DatabaseOptions(userCache(), Scale.SMALL, 1, Optional.empty(), false);
  }

  /** Embedded, tiny, seed 1: for tests. */
  public static DatabaseOptions tiny(Path cache) {
    return new DatabaseOptions(cache, Scale.TINY, 1, Optional.empty(), false);
  }

  public DatabaseOptions withCache(Path folder) {
    return new DatabaseOptions(folder, scale, seed, externalUrl, serve);
  }

  public DatabaseOptions withScale(Scale value) {
    return new DatabaseOptions(cache, value, seed, externalUrl, serve);
  }

  public DatabaseOptions withSeed(long value) {
    return new DatabaseOptions(cache, scale, value, externalUrl, serve);
  }

  public DatabaseOptions withExternalUrl(String url) {
    return new DatabaseOptions(cache, scale, seed, Optional.of(url), serve);
  }

  /** Lets later calls of {@link ShopDatabase#open} in other processes use this server. */
  public DatabaseOptions serving() {
    return new DatabaseOptions(cache, scale, seed, externalUrl, true);
  }

  private static Path userCache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    // The XDG specification tells us to ignore a relative path.
    Path base =
        xdg != null && Path.of(xdg).isAbsolute()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("tuning-lab");
  }
}

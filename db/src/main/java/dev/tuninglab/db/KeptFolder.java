package dev.tuninglab.db;

import dev.tuninglab.db.generator.ShopGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where one set of data is kept: a folder and the files beside it, all named by the key.
 *
 * @param binaries where the server's programs are unpacked, shared by all keys
 * @param base parent of the data folders
 * @param key server version, schema, generator version, scale and seed
 */
record KeptFolder(Path binaries, Path base, String key) {
  /** Version of the embedded binaries, for example 18.6.0. */
  static final String SERVER_VERSION = serverVersion();

  static KeptFolder of(DatabaseOptions options) throws DatabaseException {
    try {
      createPrivately(options.cache());
      // Real path: the server's command line is compared with it, whatever link led here.
      Path cache = options.cache().toRealPath();
      String key =
          "pg%s-schema%s-generator%d-%s-seed%d"
              .formatted(
                  SERVER_VERSION,
                  Schema.HASH,
                  ShopGenerator.VERSION,
                  options.scale().id(),
                  options.seed());
      return new KeptFolder(
          Files.createDirectories(cache.resolve("postgres")),
          Files.createDirectories(cache.resolve("data")),
          key);
    } catch (IOException e) {
      throw new DatabaseException(
          "cache folder %s cannot be used (%s); name a writable one in XDG_CACHE_HOME"
              .formatted(options.cache(), e),
          e);
    }
  }

  Path data() {
    return base.resolve(key);
  }

  /** Where a load works until it is whole. */
  Path loading() {
    return base.resolve(key + ".loading");
  }

  Path lock() {
    return base.resolve(key + ".lock");
  }

  Path log() {
    return base.resolve(key + ".log");
  }

  Path serverFile() {
    return base.resolve(key + ".server");
  }

  boolean isLoaded() {
    return Files.exists(data());
  }

  static void delete(Path folder) throws DatabaseException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new DatabaseException("deleting " + folder + " failed: " + e, e);
    }
  }

  /** The library leaves its programs writable to everyone; this keeps everyone out. */
  private static void createPrivately(Path cache) throws IOException {
    if (!Files.exists(cache)) {
      Files.createDirectories(
          cache,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static String serverVersion() {
    try (InputStream in = KeptFolder.class.getResourceAsStream("versions.properties")) {
      Properties versions = new Properties();
      versions.load(in);
      return versions.getProperty("postgres.version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

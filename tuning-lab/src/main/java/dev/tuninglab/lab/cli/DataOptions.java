package dev.tuninglab.lab.cli;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.Scale;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.bench.ShopData;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.fault.Permission;
import dev.tuninglab.lab.target.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which data, in which PostgreSQL. */
final class DataOptions implements ShopData {
  private static final String USUAL_SCALE = "small";
  private static final String USUAL_SEED = "1";

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = USUAL_SCALE,
      description = "Data set: tiny, small or large (default: ${DEFAULT-VALUE}).")
  private String scale;

  @Option(
      names = "--data-seed",
      paramLabel = "N",
      defaultValue = USUAL_SEED,
      description = "Seed of the data generator (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--db-url",
      paramLabel = "URL",
      description = "Use this PostgreSQL (14 or newer) instead of the embedded one.")
  private String url;

  /**
   * @throws BadInput if a database that the user named cannot be used
   * @throws DatabaseException if the embedded one cannot
   */
  @Override
  public ShopDatabase open(Consumer<String> progress) throws DatabaseException {
    try {
      return ShopDatabase.open(options(), progress);
    } catch (DatabaseException e) {
      if (url != null) {
        throw new BadInput(e.getMessage(), e);
      }
      throw e;
    }
  }

  DatabaseOptions options() {
    return new DatabaseOptions(Home.cache(), scale(), seed, Optional.ofNullable(url), false);
  }

  /** Whose database a target's subjects will use: for faults, before anything starts. */
  Permission.Database whose(Target target) throws DatabaseException {
    if (!target.needsShopDatabase()) {
      return Permission.Database.UNKNOWN;
    }
    if (url != null) {
      return Permission.Database.NAMED;
    }
    return ShopDatabase.running(options()).isPresent()
        ? Permission.Database.SHARED
        : Permission.Database.OWN;
  }

  /** For results: which data a target sees. Never the URL, which may hold a password. */
  String text(Target target) {
    if (!target.needsShopDatabase()) {
      return "the target's own data";
    }
    String text = scale().id() + " data, seed " + seed;
    return url == null
        ? text + ", embedded PostgreSQL (fsync and synchronous_commit on)"
        : text + ", in the PostgreSQL of --db-url";
  }

  /** The words that ask for the same data again. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of("--scale", scale, "--data-seed", "" + seed));
    if (url != null) {
      words.addAll(List.of("--db-url", "URL"));
    }
    return words;
  }

  /** What is not by default, for another process of the lab: a URL may hold a password. */
  List<String> given() {
    return given(url);
  }

  /** The same for people. */
  List<String> shown() {
    return given(url == null ? null : "URL");
  }

  private List<String> given(String database) {
    List<String> given = new ArrayList<>();
    if (!scale.equals(USUAL_SCALE)) {
      given.addAll(List.of("--scale", scale));
    }
    if (seed != Long.parseLong(USUAL_SEED)) {
      given.addAll(List.of("--data-seed", "" + seed));
    }
    if (database != null) {
      given.addAll(List.of("--db-url", database));
    }
    return given;
  }

  private Scale scale() {
    return Arrays.stream(Scale.values())
        .filter(s -> s.id().equals(scale))
        .findFirst()
        .orElseThrow(
            () -> new BadInput("--scale must be one of " + scales() + ", but was '" + scale + "'"));
  }

  private static String scales() {
    return Arrays.stream(Scale.values()).map(Scale::id).collect(Collectors.joining(", "));
  }
}

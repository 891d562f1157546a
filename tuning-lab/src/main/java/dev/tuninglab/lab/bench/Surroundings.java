package dev.tuninglab.lab.bench;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.fault.Reach;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.revision.CheckoutFailed;
import dev.tuninglab.lab.revision.Checkouts;
import dev.tuninglab.lab.revision.Repository;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.Progress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a target needs around it: the shop's database, if it asks for one, and its placeholders.
 * Closing it drops what was copied, at Ctrl-C as well.
 */
public final class Surroundings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);

  private final ShopDatabase database;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, String> ownUrls = new HashMap<>();

  /** Null where no revisions are compared. */
  private Checkouts checkouts;

  private Surroundings(Target target, ShopDatabase database) {
    this.database = database;
    variables.put("java", Home.java().toString());
    variables.put("java.version", System.getProperty("java.version"));
    variables.put("root", Home.root().toString());
    if (target.file() != null) {
      variables.put("here", target.file().toAbsolutePath().normalize().getParent().toString());
    }
    variables.put("lab.pid", String.valueOf(ProcessHandle.current().pid()));
    if (database != null) {
      variables.putAll(database.variables());
    }
  }

  public static Surroundings open(Target target, ShopData data, Progress progress)
      throws DatabaseException {
    if (!target.needsShopDatabase()) {
      return new Surroundings(target, null);
    }
    progress.step("opening the database");
    ShopDatabase database = data.open(progress::step);
    progress.step(database.description());
    return new Surroundings(target, database);
  }

  /** This machine, with the database on it. */
  public Machine machine() {
    return database == null
        ? Machine.here()
        : Machine.here().withDatabase("PostgreSQL " + database.version());
  }

  /**
   * Copies the data for each variant, which then may change its copy. Before any subject starts:
   * PostgreSQL copies a database only while nobody is connected to it.
   */
  public void giveOwnDatabases(List<Variant> variants, Progress progress)
      throws DatabaseException, InterruptedException {
    if (database == null) {
      return;
    }
    database.demandSpaceForClones(variants.size());
    for (Variant variant : variants) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while the data was copied");
      }
      progress.step("copying the data for " + variant.name());
      ownUrls.put(variant.name(), database.cloneFor(variant.name()));
    }
  }

  /**
   * Checks revisions out and builds them, where some are compared.
   *
   * @param logs folder for what builds print
   */
  public void checkOut(Target target, Path logs, Progress progress)
      throws TargetFailed, InterruptedException {
    if (target.revisions().isEmpty()) {
      return;
    }
    try {
      Repository repository = Repository.of(Path.of(variables.get("here")));
      checkouts =
          Checkouts.open(
              repository,
              target.revisions(),
              target.build(variables).orElse(null),
              logs,
              progress::step);
    } catch (CheckoutFailed e) {
      throw new TargetFailed(e.getMessage(), e);
    }
  }

  /** Ends what went before, down to the disk, so that the experiment starts with a clean slate. */
  public void settle() throws DatabaseException {
    if (database != null) {
      database.checkpoint();
    }
  }

  /** The database server, if this lab has started it: what faults may act on. */
  public Optional<Reach.Server> ownServer() {
    return Optional.ofNullable(database).filter(ShopDatabase::isOwnServer).map(OwnServer::new);
  }

  /** See {@link ShopDatabase#countPlanning}; where that fails, its times are missing. */
  public void countPlanning(boolean counted) {
    try {
      if (database != null) {
        database.countPlanning(counted);
      }
    } catch (DatabaseException e) {
      LOG.warn("planning of statements", e);
    }
  }

  /** Fills the placeholders of target files. */
  public Map<String, String> variables() {
    return variables;
  }

  /** As {@link #variables()}, with the variant's own database and checkout, if it was given one. */
  public Map<String, String> variables(Variant variant) {
    Map<String, String> values = new LinkedHashMap<>(variables);
    if (ownUrls.containsKey(variant.name())) {
      values.put("db.url", ownUrls.get(variant.name()));
    }
    if (checkouts != null) {
      Path folder = checkouts.folder(variant.settings().get(Target.REVISION));
      values.put("here", folder.toString());
    }
    return values;
  }

  @Override
  public void close() throws DatabaseException {
    if (checkouts != null) {
      checkouts.close();
    }
    if (database != null) {
      database.close();
    }
  }
}

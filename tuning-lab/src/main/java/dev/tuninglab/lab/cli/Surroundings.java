package dev.tuninglab.lab.cli;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.trial.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a target needs around it: the shop's database, if it asks for one, and its placeholders. */
final class Surroundings implements AutoCloseable {
  private final ShopDatabase database;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private Surroundings(ShopDatabase database) {
    this.database = database;
    variables.put("java", Home.java().toString());
    variables.put("java.version", System.getProperty("java.version"));
    variables.put("root", Home.root().toString());
    variables.put("lab.pid", String.valueOf(ProcessHandle.current().pid()));
    if (database != null) {
      variables.putAll(database.variables());
    }
  }

  static Surroundings open(Target target, DataOptions data, Progress progress)
      throws DatabaseException {
    if (!target.needsShopDatabase()) {
      return new Surroundings(null);
    }
    progress.step("opening the database");
    ShopDatabase database = data.open(progress::step);
    progress.step(database.description());
    return new Surroundings(database);
  }

  /** Gives the subject a copy of the data that it may write to. */
  void allowWrites(String name) throws DatabaseException {
    if (database != null) {
      variables.put("db.url", database.cloneFor(name));
    }
  }

  /** Fills the placeholders of target files. */
  Map<String, String> variables() {
    return variables;
  }

  @Override
  public void close() throws DatabaseException {
    if (database != null) {
      database.close();
    }
  }
}

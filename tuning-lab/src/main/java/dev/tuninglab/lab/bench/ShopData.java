package dev.tuninglab.lab.bench;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.ShopDatabase;
import java.util.function.Consumer;

/** Opens the shop's database that was asked for. */
public interface ShopData {
  /**
   * @param progress told in short lines what is going on
   * @throws DatabaseException if it cannot be had
   */
  ShopDatabase open(Consumer<String> progress) throws DatabaseException;
}

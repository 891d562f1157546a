package dev.tuninglab.app.shop;

import dev.tuninglab.app.knobs.cache.ResponseCache;
import java.util.Collection;

/**
 * The caches of one shop.
 *
 * @param products by id
 * @param top those that sold most, by how many are asked for: every order can change them
 */
public record ProductCaches(ResponseCache products, ResponseCache top) {
  void ordered(Collection<Long> ids) {
    products.changed(ids);
    top.allChanged();
  }
}

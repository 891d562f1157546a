package dev.tuninglab.app.shop;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells every shop that is open which products were ordered. While knobs are turned there are two:
 * a write that ends in the old one must not stay unknown to the new one's caches.
 */
public final class OrderNews {
  private final List<ProductCaches> listeners = new CopyOnWriteArrayList<>();

  /** A listener's place; closing it gives it up. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  public Subscription tell(ProductCaches caches) {
    listeners.add(caches);
    return () -> listeners.remove(caches);
  }

  /** To be called after the commit, before the client is answered. */
  void ordered(Collection<Long> products) {
    listeners.forEach(caches -> caches.ordered(products));
  }
}

package dev.tuninglab.app.knobs.json;

import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.Order;

/** Turns objects into JSON in UTF-8. Called on many threads. */
interface OrderWriter {
  byte[] write(Order order);

  byte[] write(Items<Order> page);
}

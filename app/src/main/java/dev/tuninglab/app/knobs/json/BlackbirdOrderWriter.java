package dev.tuninglab.app.knobs.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.Order;

/** Jackson with Blackbird: accessors are called by generated lambdas, which a JIT can inline. */
final class BlackbirdOrderWriter implements OrderWriter {
  private final OrderWriter jackson = new JacksonOrderWriter(builder());

  static JsonMapper.Builder builder() {
    return JsonMapper.builder().addModule(new BlackbirdModule());
  }

  @Override
  public byte[] write(Order order) {
    return jackson.write(order);
  }

  @Override
  public byte[] write(Items<Order> page) {
    return jackson.write(page);
  }
}

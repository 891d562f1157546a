package dev.tuninglab.app.knobs.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.Order;
import java.io.UncheckedIOException;

/** Jackson's databind: a tree of serializers, made once, that calls accessors by reflection. */
final class JacksonOrderWriter implements OrderWriter {
  private final ObjectWriter orders;
  private final ObjectWriter pages;

  JacksonOrderWriter() {
    this(JsonMapper.builder());
  }

  JacksonOrderWriter(JsonMapper.Builder builder) {
    JsonMapper mapper =
        builder
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    this.orders = mapper.writerFor(Order.class);
    this.pages = mapper.writerFor(new TypeReference<Items<Order>>() {});
  }

  @Override
  public byte[] write(Order order) {
    return bytes(orders, order);
  }

  @Override
  public byte[] write(Items<Order> page) {
    return bytes(pages, page);
  }

  private static byte[] bytes(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.tuninglab.app.knobs.json;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.JsonWriter.WriteObject;
import com.dslplatform.json.runtime.CollectionAnalyzer;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.Order;

/** dsl-json by the converters that its annotation processor generated, and by nothing else. */
final class DslJsonOrderWriter implements OrderWriter {
  private static final DslJson<Object> JSON = new DslJson<>(settings());

  /** A growing buffer a thread, as Jackson has: the answer is a copy of the part that was used. */
  private final ThreadLocal<JsonWriter> buffers = ThreadLocal.withInitial(JSON::newWriter);

  private final WriteObject<Order> orders = converter(Order.class);
  private final WriteObject<CompiledOrderPage> pages = converter(CompiledOrderPage.class);

  /**
   * Finds generated converters by their names. What it is not told is to analyse classes by
   * reflection: without a converter this fails as the app starts, and does not become slower.
   */
  static DslJson.Settings<Object> settings() {
    return new DslJson.Settings<>()
        .includeServiceLoader(DslJsonOrderWriter.class.getClassLoader())
        .resolveWriter(CollectionAnalyzer.WRITER);
  }

  @Override
  public byte[] write(Order order) {
    return bytes(orders, order);
  }

  @Override
  public byte[] write(Items<Order> page) {
    return bytes(pages, new CompiledOrderPage(page.items()));
  }

  private <T> byte[] bytes(WriteObject<T> converter, T value) {
    JsonWriter buffer = buffers.get();
    buffer.reset();
    converter.write(buffer, value);
    return buffer.toByteArray();
  }

  private static <T> WriteObject<T> converter(Class<T> type) {
    WriteObject<T> converter = JSON.tryFindWriter(type);
    if (converter == null) {
      throw new IllegalStateException(
          "json=dsl-json needs a converter for %s, generated as the code is compiled, but there is none; name the annotation processor com.dslplatform.json.processor.CompiledJsonAnnotationProcessor to the compiler"
              .formatted(type.getName()));
    }
    return converter;
  }
}

package dev.tuninglab.app.knobs.json;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Function;
import java.util.function.Supplier;

/** The variants of the knob {@code json}. */
public enum Json implements Variant {
  JACKSON("jackson", written(JacksonOrderWriter::new)),
  JACKSON_BLACKBIRD("jackson-blackbird", written(BlackbirdOrderWriter::new)),
  DSL_JSON("dsl-json", written(DslJsonOrderWriter::new)),
  POSTGRES("postgres", unused -> new PostgresOrderDocuments());

  public static final Knob<Json> KNOB =
      new Knob<>(
          "json",
          Values.of(Json.class),
          JACKSON.id,
          "orders-page-100",
          "who writes the document: reflection, generated code, or the database");

  private final String id;
  private final Function<OrderReader, OrderDocuments> maker;

  Json(String id, Function<OrderReader, OrderDocuments> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  /**
   * The documents of this variant.
   *
   * @param reader reads the objects that are written; a variant without objects ignores it
   */
  public OrderDocuments make(OrderReader reader) {
    return maker.apply(reader);
  }

  private static Function<OrderReader, OrderDocuments> written(Supplier<OrderWriter> writer) {
    return reader -> new WrittenOrderDocuments(reader, writer.get());
  }
}

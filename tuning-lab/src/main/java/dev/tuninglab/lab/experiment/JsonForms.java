package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the values of an experiment that are not plain records stand in a file. */
final class JsonForms extends SimpleModule {
  private static final long serialVersionUID = 1;

  JsonForms() {
    text(Rate.class, Rate::written, text -> Rate.read("rate", text));
    text(Link.class, Link::text, text -> Link.parse("link", text));
    addDeserializer(Network.class, network());
  }

  /** A value that is one text. */
  private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider all)
              throws IOException {
            out.writeString(write.apply(value));
          }
        });
    addDeserializer(type, reader(type, in -> read.apply(in.readValueAs(String.class))));
  }

  private static JsonDeserializer<Network> network() {
    return reader(
        Network.class,
        in -> {
          Map<String, Link> links = in.readValueAs(new TypeReference<Map<String, Link>>() {});
          return new Network(
              Optional.ofNullable(links.get(Network.DATABASE)),
              Optional.ofNullable(links.get(Network.CLIENT)));
        });
  }

  private interface Reading<T> {
    T from(JsonParser in) throws IOException;
  }

  private static <T> JsonDeserializer<T> reader(Class<T> type, Reading<T> reading) {
    return new StdDeserializer<>(type) {
      private static final long serialVersionUID = 1;

      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        try {
          return reading.from(in);
        } catch (BadInput e) {
          // Jackson adds the path and the line to exceptions of its own alone.
          throw context.instantiationException(type, e);
        }
      }
    };
  }
}

package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.tuninglab.lab.analysis.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the values of an experiment that are not plain records stand in a file. */
final class JsonForms extends SimpleModule {
  private static final long serialVersionUID = 1;
  private static final String NO_GATES = "no gates";
  private static final String COMPARE = "compare";
  private static final String ONE_INJECTOR = "one injector";

  JsonForms() {
    text(Rate.class, Rate::written, text -> Rate.read("rate", text));
    text(Link.class, Link::text, text -> Link.parse("link", text));
    text(Metric.class, Metric::name, name -> Design.metric("", name));
    text(Gate.class, Gate::text, text -> Gate.parse("gate", text));
    text(GameDayGate.class, GameDayGate::text, text -> GameDayGate.parse("gate", text));
    text(Sla.class, Sla::text, Sla::parse);
    text(Fault.class, Fault::text, text -> Fault.parse("fault", text));
    addDeserializer(Network.class, network());
    setMixInAnnotation(Experiment.class, Older.class);
    setMixInAnnotation(Design.class, OlderDesign.class);
    setMixInAnnotation(Question.class, Kind.class);
    registerSubtypes(new NamedType(Question.Compare.class, COMPARE));
    registerSubtypes(new NamedType(Question.Matrix.class, "matrix"));
    registerSubtypes(new NamedType(Question.Sweep.class, "sweep"));
    registerSubtypes(new NamedType(Question.Capacity.class, "capacity"));
    setMixInAnnotation(Mode.class, Kind.class);
    registerSubtypes(new NamedType(Mode.Latency.class, "latency"));
    registerSubtypes(new NamedType(Mode.Throughput.class, "throughput"));
    registerSubtypes(new NamedType(Mode.Capacity.class, "capacity"));
  }

  /** Runs that were stored before there were gates, or other questions, have none. */
  private abstract static class Older {
    Older(
        String name,
        List<String> command,
        String target,
        List<Variant> variants,
        String workload,
        Design design,
        String data,
        Network network,
        @JacksonInject(value = NO_GATES, useInput = OptBoolean.TRUE) Gates gates,
        @JacksonInject(value = COMPARE, useInput = OptBoolean.TRUE) Question question) {}
  }

  /** Runs that were stored before there could be several injectors had one. */
  private abstract static class OlderDesign {
    OlderDesign(
        Duration budget,
        int forks,
        int rounds,
        Duration slice,
        Duration warmUpAtMost,
        Mode mode,
        Metric primary,
        Double precision,
        long seed,
        @JacksonInject(value = ONE_INJECTOR, useInput = OptBoolean.TRUE) int injectors) {}
  }

  /** What stands in for components that a file may lack. */
  static InjectableValues absent() {
    return new InjectableValues.Std()
        .addValue(NO_GATES, Gates.NONE)
        .addValue(COMPARE, new Question.Compare())
        .addValue(ONE_INJECTOR, 1);
  }

  /** Which of several records it is, beside its components. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface Kind {}

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
    addDeserializer(type, reader(type, (in, all) -> read.apply(all.readValue(in, String.class))));
  }

  private static JsonDeserializer<Network> network() {
    return reader(
        Network.class,
        (in, all) -> {
          JavaType byPlace =
              all.getTypeFactory().constructMapType(Map.class, String.class, Link.class);
          Map<String, Link> links = all.readValue(in, byPlace);
          return new Network(
              Optional.ofNullable(links.get(Network.DATABASE)),
              Optional.ofNullable(links.get(Network.CLIENT)));
        });
  }

  private interface Reading<T> {
    T from(JsonParser in, DeserializationContext all) throws IOException;
  }

  private static <T> JsonDeserializer<T> reader(Class<T> type, Reading<T> reading) {
    return new StdDeserializer<>(type) {
      private static final long serialVersionUID = 1;

      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        try {
          return reading.from(in, context);
        } catch (BadInput e) {
          // Jackson adds the path and the line to exceptions of its own alone.
          throw context.instantiationException(type, e);
        }
      }
    };
  }
}

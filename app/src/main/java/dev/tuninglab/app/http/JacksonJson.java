package dev.tuninglab.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * JSON by Jackson's databind: strict in what it reads, instants as ISO 8601 text, and no member for
 * what is null: a client tells "not loaded" from "empty" by that.
 */
public final class JacksonJson implements JsonCodec {
  /** Of objects alone: a map says by a null that it has no value. */
  private static final JsonInclude.Value NON_NULL_MEMBERS =
      JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .defaultPropertyInclusion(NON_NULL_MEMBERS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  @Override
  public byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T read(byte[] body, Class<T> type) {
    try {
      T value = MAPPER.readValue(body, type);
      if (value == null) {
        throw new ProblemException(
            Problem.unprocessable("the body must be an object, but was null"));
      }
      return value;
    } catch (ValueInstantiationException e) {
      throw new ProblemException(Problem.unprocessable(path(e) + e.getCause().getMessage()));
    } catch (JsonMappingException e) {
      throw new ProblemException(
          Problem.unprocessable(subject(e) + " is missing, unknown or of another type"));
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.badRequest(
              "the body must be JSON, but is not at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String subject(JsonMappingException e) {
    return e.getPath().isEmpty() ? "the body" : String.join("", names(e));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().isEmpty() ? "" : names(e) + ".";
  }

  private static String names(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getFieldName())
        .collect(Collectors.joining())
        .substring(1);
  }
}

package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Our records as JSON files, and back: every component is written, so that one that is absent says
 * that the file is damaged, foreign or of another version. What is there beyond is ignored.
 */
public final class StoredJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(new JavaTimeModule(), new JsonForms())
          .injectableValues(JsonForms.absent())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StoredJson() {}

  /** Indented JSON that ends with a line break. */
  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws BadInput in one line with the file, the line and what is wrong, if the file does not
   *     exist, is damaged, or holds something else
   */
  public static <T extends Record> T read(Path file, Class<T> type) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(file + (Files.exists(file) ? " is not a file" : " does not exist"));
    }
    try {
      T value = JSON.readValue(file.toFile(), type);
      if (value == null) {
        throw new BadInput(file + " holds null");
      }
      Complete.check(file.toString(), value);
      return value;
    } catch (JsonProcessingException e) {
      throw new BadInput(file + line(e.getLocation()) + ": " + what(e), e);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String line(JsonLocation at) {
    return at == null || at.getLineNr() < 1 ? "" : " line " + at.getLineNr();
  }

  private static String what(JsonProcessingException e) {
    if (e instanceof JsonParseException) {
      return "not JSON, or damaged: " + firstLine(e);
    }
    String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
    if (rule(e) instanceof BadInput rule) {
      return (path.isEmpty() ? "" : path + ": ") + rule.getMessage();
    }
    if (e instanceof InvalidFormatException format) {
      return path + " cannot be '" + format.getValue() + "'";
    }
    if (firstLine(e).matches("Missing .*creator property .*")) {
      return path + " is missing: damaged, or of another version of the lab";
    }
    return (path.isEmpty() ? "" : path + ": ") + "damaged, or of another form: " + firstLine(e);
  }

  private static Throwable rule(Throwable e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof BadInput)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  /** Without the names of our classes, which say nothing to a reader. */
  private static String firstLine(JsonProcessingException e) {
    String text = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    return text.lines()
        .findFirst()
        .orElse("nothing there")
        .replaceAll("`?\\[?(simple type, class )?(java|dev)[.\\w$]*\\.(\\w+\\$)?(\\w+)]?`?", "$4")
        .replaceAll("\\(for [^)]*\\)|[;:] not allowed as per.*|; `\\w+Feature.*", "")
        .strip();
  }
}

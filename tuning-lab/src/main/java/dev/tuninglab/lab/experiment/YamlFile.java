package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what users write in YAML. */
public final class YamlFile {
  private static final YAMLMapper YAML = new YAMLMapper();

  private YamlFile() {}

  /**
   * @param kind what the file is, for errors: {@code target file}
   * @throws BadInput if it cannot be read or is of another form; the message names the file, the
   *     line and the key
   */
  public static <T> T read(String kind, Path file, Class<T> type) {
    String name = kind + " " + file;
    if (!Files.isRegularFile(file)) {
      throw new BadInput(name + " does not exist");
    }
    try {
      T read = YAML.readValue(file.toFile(), type);
      if (read == null) {
        throw new BadInput(name + " is empty");
      }
      return read;
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof StreamReadException cause) {
        throw notYaml(name, cause);
      }
      throw new BadInput(name + place(file, e) + ": " + key(e) + rule(e), e);
    } catch (JacksonException e) {
      throw notYaml(name, e);
    } catch (IOException e) {
      throw new BadInput(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The same error with the file in front of it, and the place of the key with which it begins.
   *
   * @param file null if there is none: the error stays as it is
   */
  public static BadInput located(String kind, Path file, BadInput error) {
    if (file == null) {
      return error;
    }
    String place = place(file, places -> places.of(error.getMessage()));
    return new BadInput(kind + " " + file + place + ": " + error.getMessage(), error);
  }

  /** Of the key itself: the parser has already gone on to what follows. */
  private static String place(Path file, JsonMappingException e) {
    JsonPointer key = JsonPointer.empty();
    for (JsonMappingException.Reference step : e.getPath()) {
      key =
          step.getFieldName() == null
              ? key.append(JsonPointer.empty().appendIndex(step.getIndex()))
              : key.appendProperty(step.getFieldName());
    }
    JsonPointer asked = key;
    return place(file, places -> places.near(asked));
  }

  private static String place(Path file, Function<YamlPlaces, Optional<JsonLocation>> which) {
    try {
      return which.apply(new YamlPlaces(Files.readString(file))).map(YamlFile::at).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String rule(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known =
          unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
      return "is unknown; known here are "
          + String.join(", ", known)
          + Nearest.hint(known, unknown.getPropertyName());
    }
    return firstLine(e.getOriginalMessage());
  }

  private static BadInput notYaml(String name, JacksonException e) {
    return new BadInput(at(name, e) + "not YAML: " + firstLine(e.getOriginalMessage()), e);
  }

  private static String at(String name, JacksonException e) {
    return name + at(e.getLocation()) + ": ";
  }

  private static String key(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      String field = step.getFieldName();
      if (field == null) {
        path.append("[").append(step.getIndex()).append("]");
      } else {
        path.append(path.isEmpty() ? "" : ".").append(field);
      }
    }
    return path.isEmpty() ? "" : path + (e instanceof UnrecognizedPropertyException ? " " : ": ");
  }

  /** The first line, without the names of our classes. */
  private static String firstLine(String message) {
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll(" \\(class [^)]*\\)", "")
        .replaceAll("^Missing required creator property.*", "is missing");
  }
}

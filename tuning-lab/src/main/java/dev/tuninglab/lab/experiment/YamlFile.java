package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
      throw new BadInput(at(name, e) + key(e) + firstLine(e.getOriginalMessage()), e);
    } catch (JacksonException e) {
      throw notYaml(name, e);
    } catch (IOException e) {
      throw new BadInput(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static BadInput notYaml(String name, JacksonException e) {
    return new BadInput(at(name, e) + "not YAML: " + firstLine(e.getOriginalMessage()), e);
  }

  private static String at(String name, JacksonException e) {
    return name + (e.getLocation() == null ? ": " : " line " + e.getLocation().getLineNr() + ": ");
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
    return path.isEmpty() ? "" : path + ": ";
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

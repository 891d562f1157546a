package dev.tuninglab.lab.target;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Values for requests from a file: rows, and the names of their columns. */
record Table(List<String> columns, List<List<String>> rows) {
  /** They are held in the memory of the lab and of the generator. */
  private static final int MOST_ROWS = 100_000;

  private static final long MOST_BYTES = 32L << 20;

  /** Of a list of single values. */
  private static final String ONLY_COLUMN = "value";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Separated by commas, the first line being the names of the columns.
   *
   * @throws BadInput if it cannot be read; the message names the key, the file and the line
   */
  static Table csv(String key, Path file) {
    String text = text(key, file);
    List<List<String>> lines = new ArrayList<>();
    try (MappingIterator<String[]> all = CSV.readerFor(String[].class).readValues(text)) {
      while (all.hasNext()) {
        int line = all.getCurrentLocation().getLineNr();
        List<String> row = List.of(all.next());
        if (!lines.isEmpty() && row.size() != lines.get(0).size()) {
          throw new BadInput(
              "%s: %s line %d must have %d values, as the first line, but has %d"
                  .formatted(key, file, line, lines.get(0).size(), row.size()));
        }
        lines.add(row);
      }
    } catch (RuntimeJsonMappingException | JacksonException e) {
      throw new BadInput(key + ": " + file + " is no CSV: " + firstLine(e.getMessage()), e);
    } catch (IOException e) {
      throw unreadable(key, file, e);
    }
    return checked(
        key,
        file,
        lines.isEmpty() ? List.of() : lines.get(0),
        lines.isEmpty() ? lines : lines.subList(1, lines.size()));
  }

  /**
   * A list of objects of the same members, or of single values.
   *
   * @throws BadInput if it cannot be read; the message names the key, the file and the row
   */
  static Table json(String key, Path file) {
    JsonNode list;
    try {
      list = JSON.readTree(text(key, file));
    } catch (JacksonException e) {
      throw new BadInput(
          "%s: %s line %d is no JSON: %s"
              .formatted(key, file, e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())),
          e);
    }
    if (!list.isArray()) {
      throw new BadInput(key + ": " + file + " must hold a list");
    }
    List<String> columns = new ArrayList<>();
    if (list.path(0).isObject()) {
      list.get(0).fieldNames().forEachRemaining(columns::add);
    } else {
      columns.add(ONLY_COLUMN);
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode element : list) {
      rows.add(row(key + ": " + file + " element " + rows.size(), element, columns));
    }
    return checked(key, file, columns, rows);
  }

  private static List<String> row(String where, JsonNode element, List<String> columns) {
    if (element.isValueNode() && columns.equals(List.of(ONLY_COLUMN))) {
      return List.of(element.asText());
    }
    List<String> row = new ArrayList<>();
    for (String column : columns) {
      JsonNode value = element.path(column);
      if (!value.isValueNode() || value.isMissingNode()) {
        throw new BadInput(
            where + " must have a text, a number or true or false as '" + column + "'");
      }
      row.add(value.asText());
    }
    return row;
  }

  private static Table checked(
      String key, Path file, List<String> columns, List<List<String>> rows) {
    if (rows.isEmpty()) {
      throw new BadInput(key + ": " + file + " must hold one row or more, but has none");
    }
    if (rows.size() > MOST_ROWS) {
      throw new BadInput(
          "%s: %s must hold at most %d rows, but has %d"
              .formatted(key, file, MOST_ROWS, rows.size()));
    }
    return new Table(columns, rows);
  }

  private static String text(String key, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(key + ": " + file + " does not exist");
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInput(key + ": " + file + " must be at most 32 MB, but is larger");
      }
      String text = Files.readString(file);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (IOException e) {
      throw unreadable(key, file, e);
    }
  }

  private static BadInput unreadable(String key, Path file, IOException e) {
    return new BadInput(key + ": " + file + " cannot be read as UTF-8: " + e.getMessage(), e);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}

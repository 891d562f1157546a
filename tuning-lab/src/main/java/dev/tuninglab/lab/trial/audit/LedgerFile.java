package dev.tuninglab.lab.trial.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.LedgerEntry;
import dev.tuninglab.gatling.wire.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ledger of a load, entry by entry: it may be larger than the memory. */
final class LedgerFile implements AutoCloseable {
  private static final ObjectMapper JSON = Wire.mapper();

  private final BufferedReader in;

  private LedgerFile(BufferedReader in) {
    this.in = in;
  }

  static LedgerFile open(Path file) throws IOException {
    return new LedgerFile(Files.newBufferedReader(file));
  }

  /** Null at the end: that of the file, or a line that was not written whole. */
  LedgerEntry next() throws IOException {
    String line = in.readLine();
    try {
      return line == null ? null : JSON.readValue(line, LedgerEntry.class).unmasked();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.StoredJson;

/** The result as {@code result.json}: the contract that CI and other tools read. */
public final class JsonReport {
  private JsonReport() {}

  public static String render(Result result) {
    return StoredJson.write(result);
  }
}

package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.report.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lab itself, as a process of its own.
 *
 * @param launch a JVM with its class path and main class
 * @param folder in which it runs: its results are below
 * @param common words that every experiment needs, such as which target
 * @param shown the same for people, without secrets
 */
public record LabCommand(
    List<String> launch, Path folder, List<String> common, List<String> shown) {
  public LabCommand {
    launch = List.copyOf(launch);
    common = List.copyOf(common);
    shown = List.copyOf(shown);
  }

  /** Below which the folders of results are. */
  Path results() {
    return folder.resolve("results");
  }

  /** What it prints, errors included, is one stream. */
  Process start(List<String> words, List<String> more) throws IOException {
    List<String> command = new ArrayList<>(launch);
    command.addAll(words);
    command.addAll(common);
    command.addAll(more);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  /** To be pasted into a shell. */
  String line(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(shown);
    return Words.command(all);
  }
}

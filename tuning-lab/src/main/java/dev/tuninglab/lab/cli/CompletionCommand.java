package dev.tuninglab.lab.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code lab completion}: a script for bash and zsh. */
@Command(
    name = "completion",
    description = "Print a completion script: source <(./lab completion)",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    spec.commandLine().getOut().print(AutoComplete.bash("lab", root));
    spec.commandLine().getOut().flush();
  }
}

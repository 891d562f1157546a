package dev.tuninglab.lab.cli;

import java.util.Set;

/** For tests of other packages: what commands there are, and what they take. */
public final class CommandNames {
  private CommandNames() {}

  /** Names of a command's options. */
  public static Set<String> options(String command) {
    return Lab.commandLine().getSubcommands().get(command).getCommandSpec().optionsMap().keySet();
  }
}

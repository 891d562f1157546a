package dev.tuninglab.lab.cli;

import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab db}: the database by itself. */
@Command(
    name = "db",
    description = "Run the shop's database by itself, or start over with fresh data.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DbCommand.Start.class, DbCommand.PsqlUrl.class, DbCommand.Reset.class})
final class DbCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new BadInput("db needs a command: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Keeps a server up that other commands then use. */
  @Command(
      name = "start",
      description = "Start the database and keep it until Ctrl-C; comparisons then use it.",
      mixinStandardHelpOptions = true)
  static final class Start implements Callable<Integer> {
    @Mixin private DataOptions data;
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      PrintWriter out = spec.commandLine().getOut();
      PrintWriter err = spec.commandLine().getErr();
      try (ShopDatabase database = ShopDatabase.open(data.options().serving(), err::println)) {
        out.println(database.description());
        out.println(ShopDatabase.psqlUrl(database.jdbcUrl()));
        out.flush();
        new CountDownLatch(1).await();
      }
      return ExitCode.DONE;
    }
  }

  /** Where a running server is. */
  @Command(
      name = "psql-url",
      description = "Print the URL of the running database: psql $(./lab db psql-url)",
      mixinStandardHelpOptions = true)
  static final class PsqlUrl implements Callable<Integer> {
    @Mixin private DataOptions data;
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      String url =
          ShopDatabase.running(data.options())
              .orElseThrow(
                  () ->
                      new BadInput(
                          "no database of that scale and seed is running; start one with: ./lab db start"));
      spec.commandLine().getOut().println(ShopDatabase.psqlUrl(url));
      return ExitCode.DONE;
    }
  }

  /** Throws kept data away. */
  @Command(
      name = "reset",
      description = "Delete the kept data; the next start loads it anew.",
      mixinStandardHelpOptions = true)
  static final class Reset implements Callable<Integer> {
    @Mixin private DataOptions data;
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      ShopDatabase.reset(data.options());
      spec.commandLine().getOut().println("deleted; the next start loads the data anew");
      return ExitCode.DONE;
    }
  }
}

package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.WholeFile;
import dev.tuninglab.lab.init.Init;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab init}: a target file for a service of one's own. */
@Command(
    name = "init",
    description = {
      "Write a target file for your service: requests, weights and feeders, as far as they can be"
          + " found.",
      "",
      "  ./lab init --url http://localhost:8080 --openapi openapi.yaml",
      "  ./lab init --url http://localhost:8080 --har shop.har",
      "  ./lab init --url http://localhost:8080 --access-log access.log",
      ""
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "Where the service is: http://localhost:8080. Alone: one GET of it.")
  private String url;

  @ArgGroup private Source source;

  @Option(
      names = "--with-static",
      description = "Keep requests for style sheets, scripts, pictures and the like.")
  private boolean keepStatic;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write (default: lab.yaml).")
  private Path out = Path.of("lab.yaml");

  @Option(names = "--force", description = "Write it over a file that is there.")
  private boolean force;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** One of them at most. */
  static final class Source {
    @Option(
        names = "--openapi",
        paramLabel = "FILE",
        description = "OpenAPI 3 document, YAML or JSON, in one file.")
    private Path openApi;

    @Option(
        names = "--har",
        paramLabel = "FILE",
        description = "HAR, as browsers record it. No secret of it is written.")
    private Path har;

    @Option(
        names = "--access-log",
        paramLabel = "FILE",
        description = "Access log: common or combined form, or JSON lines; may be packed by gzip.")
    private Path accessLog;
  }

  @Override
  public Integer call() {
    if (Files.exists(out) && !force) {
      throw new BadInput("--out " + out + " exists; --force writes over it");
    }
    Init init = found();
    try {
      WholeFile.write(out, init.yaml(out.toString()));
    } catch (UncheckedIOException e) {
      throw new BadInput("--out " + out + " cannot be written: " + e.getCause().getMessage(), e);
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(init.report());
    console.println("written: " + out);
    console.println("next:");
    console.println("  " + init.next(out.toString()));
    console.flush();
    return ExitCode.DONE;
  }

  private Init found() {
    if (source == null) {
      return Init.ofUrl(url);
    }
    if (source.openApi != null) {
      return Init.ofOpenApi(url, source.openApi);
    }
    if (source.har != null) {
      return Init.ofHar(url, source.har, keepStatic);
    }
    return Init.ofAccessLog(url, source.accessLog, keepStatic);
  }
}

package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Panels of the sample API for tests. */
final class Panels {
  private Panels() {}

  /** Without experiments and results. */
  static PanelServer serve(Demonstration demonstration) throws IOException {
    Path nowhere = Path.of("target", "no-such-folder");
    return serve(demonstration, new LabCommand(List.of("false"), nowhere, List.of(), List.of()));
  }

  static PanelServer serve(Demonstration demonstration, LabCommand lab) throws IOException {
    return PanelServer.listen(0, demonstration, lab, Target.read(Path.of("../app/shop.yaml")));
  }

  /**
   * The lab itself.
   *
   * @param folder in which it runs
   * @param words that every experiment gets
   */
  static LabCommand lab(Path folder, List<String> words) {
    return new LabCommand(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlab.home=" + Path.of("..").toAbsolutePath().normalize(),
            "-Dlab.log=" + folder.resolve("lab.log"),
            "-Dlab.terminal=false",
            "-Dlogback.configurationFile=lab-logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.tuninglab.lab.cli.Main"),
        folder,
        words,
        List.of());
  }
}

package dev.tuninglab.lab.cli;

import java.io.PrintWriter;

/** Entry point: a shell around {@link Lab#run}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Interruption interruption = Interruption.install(Thread.currentThread());
    Owner.watch();
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int exitCode = Lab.run(Terminal.here(), out, err, args);
    out.flush();
    interruption.exit(exitCode);
  }
}

package dev.tuninglab.app;

import dev.tuninglab.app.tuning.InvalidSetting;
import java.util.List;
import org.apache.logging.log4j.LogManager;

/**
 * The sample API's command line. Exit codes: 0 stopped, 2 bad input, 4 database, port or log file
 * failed.
 */
public final class App {
  private App() {}

  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.print(Usage.text());
      return;
    }
    try {
      run(AppSettings.of(arguments, System.getenv()));
    } catch (InvalidSetting e) {
      fail(2, e);
    } catch (StartFailure e) {
      fail(4, e);
    }
  }

  private static void run(AppSettings settings) throws StartFailure {
    RunningApp app = RunningApp.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app), "stop"));
    settings.stopWith().ifPresent(App::exitWith);
    System.out.println("shop listens on " + app.url());
  }

  private static void stop(RunningApp app) {
    app.close();
    LogManager.shutdown();
  }

  private static void exitWith(long pid) {
    ProcessHandle.of(pid)
        .ifPresentOrElse(
            process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
  }

  private static void fail(int code, Exception reason) {
    System.err.println(reason.getMessage());
    System.exit(code);
  }
}

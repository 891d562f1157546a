package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tuninglab.gatling.Share;
import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Injectors that have nothing in common but a plan and a clock. */
class InjectCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final int PER_SLICE = 8;
  private static final int MOST_LEFT_OUT = 4;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final List<Process> injectors = new ArrayList<>();
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    injectors.forEach(Process::destroyForcibly);
    server.stop(0);
  }

  @Test
  void fourProcessesWithAPlanAndAClockAreOneExperiment() throws Exception {
    assertThat(writePlan()).as(err.toString()).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("timetable: ").contains("./lab inject --plan ");
    assertThat(asked).isEmpty();
    Path shares = inject();
    assertThat(lab("gather", shares.toString(), "--out", results("all")))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = result("all");
    assertThat(result.at("/plan/injectors").asInt()).isEqualTo(4);
    assertThat(result.at("/plan/ratePerSecond").asDouble()).isEqualTo(40);
    assertThat(result.at("/warnings").toString())
        .contains("the lab has not started this service")
        .contains("loaded by 4 injectors on 1 machines");
    for (JsonNode variant : result.get("variants")) {
      assertThat(variant.get("errors").asLong()).isZero();
      assertThat(variant.get("requests").asLong())
          .isPositive()
          .matches(requests -> requests % PER_SLICE == 0, "whole slices");
    }
    assertThat(lab("report", results("all"))).isIn(ExitCode.DONE, ExitCode.INVALID);
    assertThat(result("all").get("variants")).isEqualTo(result.get("variants"));

    Files.move(shares.resolve("injector-2"), folder.resolve("elsewhere"));
    assertThat(lab("gather", shares.toString(), "--out", results("three")))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .isEqualTo(
            "lab: " + shares + ": share 2 of 4 is missing; --partial judges what is there\n");
    assertThat(lab("gather", shares.toString(), "--partial", "--out", results("three")))
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    assertThat(result("three").at("/plan/ratePerSecond").asDouble()).isEqualTo(30);
    assertThat(result("three").at("/warnings").toString()).contains("share 2 of 4 is missing");

    Path told = shares.resolve("injector-1/share.json");
    Files.writeString(
        told, Files.readString(told).replaceAll("\"plan\" : \"..", "\"plan\" : \"--"));
    assertThat(lab("gather", shares.toString(), "--partial")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("lab: " + shares.resolve("injector-1") + " has another plan than ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --budget 10s               | lab: --plan needs --rate, such as 200/s: nobody is there to find out what is sustained
          --rate 3x                  | lab: --plan needs --rate, such as 200/s: nobody is there to find out what is sustained
          --mode throughput          | lab: --plan needs --rate, such as 200/s: nobody is there to find out what is sustained
          --rate 9/s --injectors 2   | lab: --injectors are of this machine; with --plan, --share of ./lab inject says how many
          --rate 9/s --budget 10s --forks 2 --rounds 2 | lab: --rounds must be at least 3, but was 2
          """)
  void whatInjectorsCannotKeepIsNotPlanned(String words, String message) {
    List<String> all = new ArrayList<>(List.of("compare", "--a", url(), "--b", url()));
    all.addAll(List.of(words.split(" ")));
    all.addAll(List.of("--plan", folder.resolve("plan.json").toString()));
    assertThat(lab(all.toArray(String[]::new))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err).hasToString(message + "\n");
    assertThat(folder.resolve("plan.json")).doesNotExist();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          2of8  | none | --share must be like 2/8, or /8 in a Job, but was '2of8'
          8/8   | none | --share must be i/n with i from 0 to n - 1 and n from 1 to 1000, but was 8/8
          0/0   | none | --share must be i/n with i from 0 to n - 1 and n from 1 to 1000, but was 0/0
          /8    | none | --share without an index needs the environment variable JOB_COMPLETION_INDEX, which an Indexed Job of Kubernetes sets; give it as in 2/8
          /8    | x    | JOB_COMPLETION_INDEX must be a number from 0, but was 'x'
          /8    | 8    | --share must be i/n with i from 0 to n - 1 and n from 1 to 1000, but was 8/8
          """)
  void aShareThatIsNoneIsRefused(String text, String index, String message) {
    assertThatThrownBy(() -> ShareText.parse(text, index))
        .isInstanceOf(BadInput.class)
        .hasMessage(message);
  }

  @Test
  void aShareIsWhatIsTypedOrWhatTheJobSays() {
    assertThat(ShareText.parse("2/8", "5")).isEqualTo(Share.of(2, 8));
    assertThat(ShareText.parse("/8", "5")).isEqualTo(Share.of(5, 8));
  }

  @Test
  void injectorsStartAtAnInstantAhead() {
    assertThat(InjectCommand.start("2026-11-25T12:00:01Z", Share.of(1, 2), NOW))
        .isEqualTo(NOW.plusSeconds(1));
    assertThat(InjectCommand.start(null, Share.WHOLE, NOW)).isAfter(NOW);
    assertThatThrownBy(() -> InjectCommand.start(null, Share.of(1, 2), NOW))
        .hasMessage("--at is missing: 2 injectors have nothing in common but a clock");
    assertThatThrownBy(() -> InjectCommand.start("2026-11-25T11:59:59Z", Share.of(1, 2), NOW))
        .hasMessage(
            "--at must be ahead, but was 2026-11-25T11:59:59Z, and it is 2026-11-25T12:00:00Z");
    assertThatThrownBy(() -> InjectCommand.start("noon", Share.of(1, 2), NOW))
        .hasMessage("--at must be an instant such as 2026-11-25T12:00:00Z, but was 'noon'");
  }

  @Test
  void whatIsNoPlanOrNoShareIsRefused() throws IOException {
    Path none = Files.writeString(folder.resolve("none.json"), "{}");
    assertThat(lab("inject", "--plan", none.toString(), "--share", "0/1", "--out", results("s")))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("lab: " + none + " line 1: experiment is missing");
    assertThat(lab("gather", folder.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("lab: " + folder + " holds no share: no folder injector");
  }

  private int writePlan() {
    return lab(
        "compare",
        "--a",
        url(),
        "--b",
        url(),
        "--path",
        "/w",
        "--rate",
        "40/s",
        "--budget",
        "10s",
        "--seed",
        "1",
        "--plan",
        folder.resolve("plan.json").toString());
  }

  /**
   * A start is put off for longer where processors are too busy for eight JVMs to be there by then.
   */
  private Path inject() throws Exception {
    for (int ahead = 30; ; ahead *= 3) {
      Path shares = folder.resolve("shares-" + ahead);
      String at = Instant.now().plusSeconds(ahead).truncatedTo(ChronoUnit.SECONDS).toString();
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        processes.add(inject(i, at, shares));
      }
      injectors.addAll(processes);
      boolean late = false;
      for (Process injector : processes) {
        assertThat(injector.waitFor()).as(logs()).isZero();
      }
      for (int i = 0; i < 4; i++) {
        Path share = shares.resolve("injector-" + i + "/share.json");
        late |= new ObjectMapper().readTree(share.toFile()).get("leftOut").asInt() > MOST_LEFT_OUT;
      }
      if (!late || ahead > 100) {
        return shares;
      }
    }
  }

  /** Every other one is told its index as a Job tells it. */
  private Process inject(int index, String at, Path shares) throws IOException {
    boolean ofJob = index % 2 == 1;
    ProcessBuilder builder =
        new ProcessBuilder(
            Home.java().toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Home.classPath(),
            Main.class.getName(),
            "inject",
            "--plan",
            folder.resolve("plan.json").toString(),
            "--share",
            ofJob ? "/4" : index + "/4",
            "--at",
            at,
            "--out",
            shares.toString());
    builder.environment().remove(ShareText.INDEX);
    if (ofJob) {
      builder.environment().put(ShareText.INDEX, String.valueOf(index));
    }
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(index + ".log").toFile());
    return builder.start();
  }

  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        all.append(Files.readString(log, StandardCharsets.UTF_8)).append('\n');
      }
    }
    return all.toString();
  }

  private int lab(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private String results(String name) {
    return folder.resolve(name).toString();
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).resolve("result.json").toFile());
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}

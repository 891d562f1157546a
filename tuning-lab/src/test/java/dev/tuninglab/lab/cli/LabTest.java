package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.target.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @BeforeEach
  void atHome() {
    System.setProperty("lab.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  @AfterEach
  void leave() {
    System.clearProperty("lab.home");
  }

  @Test
  void helpListsTheCommands() {
    assertThat(run("--help")).isZero();
    Golden.check("help.txt", out.toString());
  }

  @Test
  void helpOfCompareFitsEightyColumns() {
    assertThat(run("compare", "--help")).isZero();
    Golden.check("help-compare.txt", out.toString());
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void versionNamesTheLabAndTheJdk() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("API Tuning Lab ").contains("JDK ");
  }

  @Test
  void completionIsAScriptForBash() {
    assertThat(run("completion")).isZero();
    assertThat(out.toString()).contains("complete -F").contains("compare");
  }

  @Test
  void knobsPrintsTheTableOfTheTargetFile() {
    Path shop = Path.of("../app/shop.yaml");
    Golden.check("knobs.txt", KnobTable.render(Target.read(shop, SomeJdks.ALL).knobs().shown()));
    assertThat(run("knobs")).isZero();
    assertThat(out).hasToString(KnobTable.render(Target.read(shop).knobs().shown()));
    assertThat(out.toString()).contains("(default " + Runtime.version().feature() + ")");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource({"pool, # pool: ", "pool.size, # pool: ", "jdk, '# gc, heap, jdk: '"})
  void aKnobsPageIsPrinted(String knob, String heading) {
    assertThat(run("knobs", knob)).isZero();
    assertThat(out.toString()).startsWith(heading).contains("## The trap");
  }

  @Test
  void aHiddenKnobIsTakenAndHasItsPageButIsOfferedNowhere() {
    assertThat(run("knobs", "wait")).isZero();
    assertThat(out.toString()).startsWith("# wait: ");

    assertThat(run("compare", "wait=off,49us")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err)
        .hasToString("lab: wait must be from 50us to 50ms, but was '49us'; off is allowed too\n");

    err.getBuffer().setLength(0);
    assertThat(run("compare", "weit=off,1ms")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("lab: unknown knob 'weit'; knobs are pool, ")
        .doesNotContain(" wait", "burn");
  }

  @Test
  void aKnobWithoutAPageIsShownAsInTheTable() throws Exception {
    Path target = folder.resolve("mine.yaml");
    Files.writeString(
        target,
        """
        name: mine
        start: { command: [mine] }
        ready: { path: / }
        knobs:
          speed: { values: [slow, fast], default: fast, workload: work, expect: less waiting }
        workloads: { work: { requests: [{ name: work, path: / }] } }
        """);
    assertThat(run("knobs", "speed", "--file", target.toString())).isZero();
    assertThat(out)
        .hasToString(
            """
            speed  slow, fast (default fast)                                   workload work
                   less waiting
            there is no page on speed (knobs.speed.readme)
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          compare pool=fast                        | lab: pool must be one of none, hikari, but was 'fast'
          compare pool=none                        | lab: pool needs at least two values to compare, but was 'pool=none'; allowed are none, hikari
          compare pool=none,hikari --precision 3   | lab: --precision must be a percentage such as 3%, but was '3'
          compare pool=none,hikari --metric p98    | lab: --metric must be one of p50, p90, p95, p99, p99.9, mean, throughput, but was 'p98'
          compare pool=none,hikari --mode speed    | lab: --mode must be one of latency, throughput, capacity, but was 'speed'
          compare pool=none,hikari --users 3       | lab: --users needs --mode throughput: at a rate, requests come on a schedule
          compare pool=none,hikari --rate 0/s      | lab: --rate must be above zero, but was '0/s'
          compare pool=none,hikari --rate 9999/s   | lab: --rate must be above 0/s and at most 5000/s, but was 9999/s
          compare pool=none,hikari --rate fast     | lab: --rate must be a rate such as 200/s or 30/m, or 3x for three times what is sustained, but was 'fast'
          compare pool=none,hikari --rate 11x      | lab: --rate must be above 0x and at most 10x, but was '11x'
          compare pool=none,hikari --budget 1s     | lab: --budget must be at least 10s for 2 forks, but was 1s
          compare pool=none,hikari --forks 1       | lab: --forks must be at least 2 (one JIT plan is one sample), but was 1
          compare pool=none,hikari --injectors 9   | lab: --injectors must be from 1 to 8, but was 9
          compare pool --mode throughput --users 3 --injectors 4 | lab: --users must be at least as many as --injectors (4), but was 3
          compare pool --injectors 2 --gatling-report | lab: --gatling-report is of one generator; leave --injectors out
          compare pool=none,hikari --forks two     | lab: Invalid value for option '--forks': 'two' is not an int (see lab compare --help)
          compare pool=none,hikari --scale huge    | lab: --scale must be one of tiny, small, large, but was 'huge'
          capacity --sla errors<1% | lab: --sla must limit a latency, such as p99<50ms, or any rate would be held; but was 'errors<1%'
          capacity --sla p98<1ms | lab: --sla 'p98<1ms': there is no figure 'p98'; figures are p50, p90, p95, p99, p99.9, mean, throughput, capacity, errors, refused, and of all but the last two a ratio, such as 'p95 ratio'
          capacity --target 1M | lab: --target must be requests in a time, such as 1M/day, 10k/s or 500/min, but was '1M'
          capacity --rate 20/s | lab: --rate is not for capacities: the rate is what is looked for
          capacity --mode latency | lab: --mode: ./lab capacity looks for capacities; for latency and throughput: ./lab compare
          capacity --users 1,2,4 | lab: --users takes at least 4 numbers of users, such as 1,2,4,8,16, but was given 3
          capacity --users 1,2,8,4 | lab: --users must be given from the fewest up, but 4 comes after 8
          capacity --budget 10s | lab: --budget must be at least 40s for 2 forks of a search by steps of 2s, but was 10s
          capacity --gate p99<5ms | lab: --gate 'p99<5ms': where capacities are looked for, gates are of capacity and 'capacity ratio', such as 'capacity>200/s'
          compare pool --gate capacity>9/s | lab: --gate 'capacity>9/s' needs ./lab capacity, or ./lab compare --mode capacity
          compare pool --sla p99<5ms | lab: --sla needs --mode capacity, or ./lab capacity
          compare pool --mode throughput --users 1,2 | lab: --users takes one number with --mode throughput, but was given 2; to try several: ./lab capacity
          matrix pool fetch --mode capacity | lab: --mode capacity needs ./lab compare, or ./lab capacity
          compare pool=none,hikari --file x.yaml | lab: target file x.yaml does not exist
          compare pool=none,hikari --fast          | lab: Unknown option: '--fast' (see lab compare --help)
          compare                                  | lab: nothing to compare: name a knob, such as pool=none,hikari
          compare jdk=8,17                         | lab: jdk must be a JDK found on this machine (JDKS), but was '8'; install it, or set JAVA_HOME to it
          compare gc=g1,cms                        | lab: gc must be one of serial, g1, parallel, zgc, but was 'cms'
          compare pool=none,hikari --db-rtt 20mbit | lab: --db-rtt must be a round trip such as 500us, 0.5ms or 20ms, but was '20mbit'
          compare pool=none,hikari --link 2gbit    | lab: --link must have a bandwidth from 64kbit to 1gbit, but was '2gbit'
          compare pool=none,hikari --gate p99      | lab: --gate must be a figure, a sign (<, <=, >, >=) and a limit, such as p99<50ms, errors<0.1% or 'p95 ratio<1.05', but was 'p99'
          compare pool=none,hikari --gate p98<50ms | lab: --gate 'p98<50ms': there is no figure 'p98'; figures are p50, p90, p95, p99, p99.9, mean, throughput, capacity, errors, refused, and of all but the last two a ratio, such as 'p95 ratio'
          compare pool=none,hikari --gate p99<50   | lab: --gate 'p99<50': p99 takes a time from 1us to 2m, such as 50ms, but was given '50'
          compare pool=none,hikari --gate p99<9ms --gate p99<9ms | lab: --gate 'p99<9ms' is given twice; once is enough
          compare pool=none,hikari --undecided no  | lab: --undecided must be one of fail, pass, but was 'no'
          app --port 0                             | lab: --port must be from 1 to 65535, but was 0
          """)
  void badInputIsAnsweredInOneLineAndExitsWith2(String words, String answer) {
    assertThat(run(words.strip().split(" "))).isEqualTo(ExitCode.BAD_INPUT);
    String jdks = Target.read(Path.of("../app/shop.yaml")).knobs().named("jdk").domain().text();
    assertThat(err.toString())
        .isEqualTo(answer.strip().replace("JDKS", jdks) + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownKnobIsAnsweredWithThoseThatAre() {
    assertThat(run("compare", "poll=none,hikari")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("unknown knob 'poll'", "did you mean pool?");
    assertThat(run("knobs", "fetsh")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("unknown knob 'fetsh'", "did you mean fetch?");
  }

  @Test
  void anUnknownWorkloadIsAnsweredWithThoseThatAre() {
    assertThat(run("compare", "pool=none,hikari", "--workload", "x")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("lab: unknown workload 'x'; workloads are order, order-tls, orders-page");
  }

  @Test
  void anUnreachableDatabaseIsBadInputAndLeavesNoResultsFolder() {
    Path results = folder.resolve("results");
    assertThat(
            run(
                "compare",
                "pool=none,hikari",
                "--out",
                results.toString(),
                "--db-url",
                "jdbc:postgresql://127.0.0.1:1/shop?user=u&password=secret"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("secret");
    assertThat(results).doesNotExist();
  }

  @Test
  void aResultsFolderThatHoldsFilesIsRefused() throws Exception {
    Files.writeString(folder.resolve("mine.txt"), "keep me");
    assertThat(run("compare", "pool=none,hikari", "--out", folder.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("--out must be empty or not exist, but " + folder);
    assertThat(folder.resolve("mine.txt")).hasContent("keep me");
  }

  private int run(String... args) {
    return Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}

package dev.tuninglab.lab.panel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.panel.Curve;
import dev.tuninglab.lab.panel.Point;
import dev.tuninglab.lab.panel.State;
import dev.tuninglab.lab.panel.Turn;
import dev.tuninglab.lab.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On the real parts: the sample API's jar, PostgreSQL, the load generator. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class LiveDemonstrationTest {
  private static final Map<String, String> AS_IT_BEGAN =
      Map.of("pool", "hikari", "fetch", "join", "gc", "g1", "threads", "platform");

  @TempDir static Path logs;
  private static LiveDemonstration live;
  private static Watcher watcher;

  @BeforeAll
  static void start() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    assertThat(root.resolve("app/target/app.jar"))
        .as("the sample API must be packaged first: mvn package")
        .exists();
    System.setProperty("lab.home", root.toString());
    DatabaseOptions options =
        DatabaseOptions.tiny(Path.of("target", "panel-cache").toAbsolutePath()).withSeed(3);
    live =
        LiveDemonstration.start(
            Target.read(root.resolve("app/shop.yaml")),
            progress -> ShopDatabase.open(options, progress),
            logs,
            new LiveDemonstration.Beginning(Map.of(), "order"));
    watcher = new Watcher(live);
  }

  @AfterAll
  static void end() {
    live.close();
    System.clearProperty("lab.home");
    assertThat(processes()).as("processes that are left").isEmpty();
  }

  @BeforeEach
  void asItBegan() throws InterruptedException {
    watcher.awaitRunning();
    live.turn(new Turn("a", AS_IT_BEGAN, load("order", 40.0, "loopback", 0L), 1, false));
    watcher.await(
        "all is as it began",
        now ->
            now.panes().size() == 1
                && now.panes().get(0).settings().entrySet().containsAll(AS_IT_BEGAN.entrySet()));
    watcher.awaitRunning();
  }

  @Test
  void withJoinInsteadOfNPlusOneStatementsARequestFallToOneAndSoDoesLatency() throws Exception {
    live.turn(new Turn("a", Map.of("fetch", "n-plus-one"), null, null, null));
    live.turn(new Turn(null, null, load("orders-page", 20.0, null, 3_000L), null, null));
    watcher.awaitMark("workload: order -> orders-page");
    watcher.await("n-plus-one", now -> is(now, "a", "fetch", "n-plus-one"));
    watcher.next("a", 1); // perhaps of the time before
    Point before = watcher.next("a", 2).get(1);
    assertThat(before.statements()).isEqualTo(21);

    live.turn(new Turn("a", Map.of("fetch", "join"), null, null, null));
    watcher.awaitMark("fetch: n-plus-one -> join");
    Point after = watcher.next("a", 3).get(2);

    assertThat(after.statements()).isEqualTo(1);
    // 21 round trips of 3 ms or more against one: on whatever machine.
    assertThat(after.p50()).isLessThan(before.p50());
    assertThat(after.connections()).isZero();
    Curve curve = watcher.lastCurve();
    assertThat(curve.beforeWhat()).isEqualTo("fetch: n-plus-one -> join");
    assertThat(curve.before()).isNotEmpty();
    assertThat(curve.now()).isNotEmpty();
    assertThat(failed()).as("requests that failed").isZero();
  }

  @Test
  void withoutAPoolEachRequestOpensAConnection() throws Exception {
    live.turn(new Turn("a", Map.of("pool", "none"), null, null, null));
    watcher.awaitMark("pool: hikari -> none");
    List<Point> points = watcher.next("a", 3);
    assertThat(points.get(2).connections()).isEqualTo(1);
  }

  @Test
  void whatTheServiceRefusesStaysAsItWasAndSaysWhy() throws Exception {
    live.turn(
        new Turn("a", Map.of("guard.limit", "20", "prepare.threshold", "7"), null, null, null));
    watcher.await("prepare.threshold", now -> is(now, "a", "prepare.threshold", "7"));
    live.turn(
        new Turn("a", Map.of("compress", "brotli", "compress.level", "19"), null, null, null));
    State refused = watcher.await("refused", now -> now.panes().get(0).problem() != null);
    assertThat(refused.panes().get(0).problem()).contains("compress.level");
    assertThat(refused.panes().get(0).settings()).containsEntry("compress.level", "auto");
    watcher.awaitRunning();
    assertThat(live.now().state().panes().get(0).settings()).containsEntry("compress", "gzip");
  }

  @Test
  void whatCannotBeIsRefusedAtOnce() {
    assertThatThrownBy(() -> live.turn(new Turn("a", Map.of("fetch", "joint"), null, null, null)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("fetch must be one of n-plus-one, join, batch, multiset");
    assertThatThrownBy(() -> live.turn(new Turn("b", Map.of("fetch", "join"), null, null, null)))
        .isInstanceOf(BadInput.class)
        .hasMessage("pane must be one of a, but was 'b'");
    assertThatThrownBy(() -> live.turn(new Turn("a", Map.of("wait", "1ms"), null, null, null)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("not offered");
    assertThatThrownBy(
            () -> live.turn(new Turn(null, null, load(null, 5_000.0, null, null), null, null)))
        .isInstanceOf(BadInput.class)
        .hasMessage("rate must be from 1 to 1000 requests a second, but was 5000.0");
    assertThatThrownBy(
            () -> live.turn(new Turn(null, null, load("orders", null, null, null), null, null)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("workload must be one of order, ");
  }

  @Test
  void aKnobOfTheJvmStartsTheServiceAnewAndNoRequestFails() throws Exception {
    int before = watcher.points().size();
    live.turn(new Turn("a", Map.of("gc", "serial"), null, null, null));
    watcher.awaitMark("gc: g1 -> serial");
    watcher.next("a", 2);
    assertThat(watcher.points().stream().skip(before).mapToLong(Point::failed).sum()).isZero();
    assertThat(commands()).anyMatch(command -> command.contains("-XX:+UseSerialGC"));
  }

  @Test
  void twoPanesTakeTurnsUnderTheSameLoadWithSettingsOfTheirOwn() throws Exception {
    live.turn(new Turn("b", Map.of("pool", "none"), null, 2, null));
    watcher.await("pane b", now -> now.panes().size() == 2 && is(now, "b", "pool", "none"));
    watcher.awaitRunning();
    watcher.awaitMark("opened, pool: hikari -> none");
    List<Point> second = watcher.next("b", 3);
    List<Point> first = watcher.next("a", 3);
    assertThat(second.get(2).connections()).isEqualTo(1);
    assertThat(first.get(2).connections()).isZero();
    assertThat(first.get(2).seconds()).isEqualTo(0.5);

    live.turn(new Turn(null, null, null, 1, null));
    watcher.awaitMark("pane B closed");
    assertThat(live.now().state().panes()).hasSize(1);
  }

  @Test
  void atRestNothingOfItRunsAndAfterwardsAllIsAsItWas() throws Exception {
    live.turn(new Turn("a", Map.of("fetch", "batch"), null, null, null));
    watcher.await("batch", now -> is(now, "a", "fetch", "batch"));
    live.rest("somebody measures");
    assertThat(processes()).as("processes at rest").isEmpty();
    State resting = watcher.await("rest", now -> now.phase() == State.Phase.RESTING);
    assertThat(resting.doing()).isEqualTo("somebody measures");

    live.resume();
    watcher.awaitRunning();
    assertThat(is(live.now().state(), "a", "fetch", "batch")).isTrue();
    assertThat(watcher.next("a", 2)).allMatch(point -> point.completed() > 0);
  }

  @Test
  void pausedNothingIsLoadedAndKnobsCanBeTurned() throws Exception {
    live.turn(new Turn(null, null, null, null, true));
    watcher.await("a pause", now -> now.phase() == State.Phase.PAUSED);
    int points = watcher.points().size();
    live.turn(new Turn("a", Map.of("fetch", "multiset"), null, null, null));
    watcher.awaitMark("fetch: join -> multiset");
    assertThat(watcher.points()).hasSize(points);
    live.turn(new Turn(null, null, null, null, false));
    assertThat(watcher.next("a", 1)).isNotEmpty();
  }

  private static Turn.Load load(String workload, Double rate, String link, Long roundTrip) {
    return new Turn.Load(workload, rate, link, roundTrip);
  }

  private static boolean is(State state, String pane, String knob, String value) {
    return state.panes().stream()
        .filter(each -> each.id().equals(pane) && each.switching() == null)
        .anyMatch(each -> value.equals(each.settings().get(knob)));
  }

  private static long failed() {
    return watcher.points().stream().mapToLong(Point::failed).sum();
  }

  private static List<ProcessHandle> processes() {
    return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
  }

  private static List<String> commands() {
    return processes().stream()
        .map(process -> String.join(" ", process.info().arguments().orElse(new String[0])))
        .toList();
  }
}

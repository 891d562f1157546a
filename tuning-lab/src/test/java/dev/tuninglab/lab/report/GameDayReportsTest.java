package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.measure.Audit;
import dev.tuninglab.lab.measure.Day;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.StoredGameDay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GameDayReportsTest {
  private static final String[] GATES = {
    "recovery<5s", "lostRequests<200", "lostWrites=0", "duplicateWrites=0"
  };

  @TempDir Path folder;

  private static Result result() {
    return GameDayResults.of(SomeGameDay.asked(GATES), SomeGameDay.days(), SomeGameDay.sitting());
  }

  private static String render(Format format, Result result) {
    return format.render(new Report(result, new Recording(0, List.of()), Map.of()));
  }

  @Test
  void theTerminalTellsWhatEachFaultDidInEightyColumns() {
    String text = TerminalReport.render(result());
    Golden.check("terminal-gameday.txt", text);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theCommentTellsTheSame() {
    Golden.check("report-gameday.md", render(Format.MD, result()));
  }

  @Test
  void theResultIsAsTheSchemaSays() {
    ResultSchema.check(render(Format.JSON, result()));
  }

  @Test
  void thePageDrawsItAndHoldsItsFigures() {
    String page = render(Format.HTML, result());
    assertThat(page)
        .contains("data-chart=\"course\"", "data-chart=\"losses\"", "What if it breaks?")
        .contains("\"begin\":20.001,\"end\":25.004")
        .contains("guard=none was not as before again within what was measured");
  }

  @Test
  void namesOnThePageStayText() {
    String attack = "</script><img src=x onerror=alert(1)>";
    List<Day> days = List.of(SomeGameDay.day("guard=" + attack, SomeGameDay::usual, Audit.NONE));
    Result hostile = GameDayResults.of(SomeGameDay.asked(), days, SomeGameDay.sitting());
    assertThat(render(Format.HTML, hostile)).doesNotContain(attack);
  }

  @Test
  void gatesAreHeldByEveryVariantOrNot() {
    assertThat(result().gates())
        .extracting(gate -> gate.rule() + " " + gate.variant() + " " + gate.outcome())
        .containsExactly(
            "recovery<5s guard=none failed",
            "recovery<5s guard=timeouts held",
            "lostRequests<200 guard=none failed",
            "lostRequests<200 guard=timeouts failed",
            "lostWrites=0 guard=none undecided",
            "lostWrites=0 guard=timeouts failed",
            "duplicateWrites=0 guard=none undecided",
            "duplicateWrites=0 guard=timeouts held");
    assertThat(result().gates()).filteredOn(Result.GateResult::passed).hasSize(2);
  }

  @Test
  void aGateBeyondWhatWasWatchedIsUndecided() {
    // Watched for 30 s, of which it has to stay as before for 5.
    GameDay asked = SomeGameDay.asked("recovery<40s");
    Result result = GameDayResults.of(asked, SomeGameDay.days(), SomeGameDay.sitting());
    assertThat(result.gates().get(0).outcome()).isEqualTo("undecided");
    assertThat(result.gates().get(0).why())
        .isEqualTo("not as before, for 5.0s, within the 30.0s after db-stall=5s");
  }

  @Test
  void aDayThatIsReadBackIsTheSame() {
    write(GameDay.FILE, SomeGameDay.asked(GATES));
    write(Sitting.FILE, SomeGameDay.sitting());
    write(StoredGameDay.dayFile(1), SomeGameDay.days().get(0));
    write(StoredGameDay.dayFile(2), SomeGameDay.days().get(1));

    assertThat(StoredGameDay.isOne(folder)).isTrue();
    StoredGameDay read = StoredGameDay.read(folder);
    assertThat(read.asked()).isEqualTo(SomeGameDay.asked(GATES));
    Result again = GameDayResults.of(read.asked(), read.days(), read.sitting());
    assertThat(JsonReport.render(again)).isEqualTo(JsonReport.render(result()));
  }

  @Test
  void whatWasMeasuredBeforeAnInterruptionIsReported() {
    write(GameDay.FILE, SomeGameDay.asked(GATES));
    write(StoredGameDay.dayFile(1), SomeGameDay.days().get(0));

    StoredGameDay read = StoredGameDay.read(folder);
    Result result = GameDayResults.of(read.asked(), read.days(), read.sitting());
    assertThat(result.valid()).isTrue();
    assertThat(result.warnings())
        .contains("guard=timeouts had no day")
        .anyMatch(warning -> warning.startsWith(folder.resolve(Sitting.FILE).toString()));
    assertThat(result.gates().get(1).why()).isEqualTo("it had no whole day");
  }

  @Test
  void aFolderWithoutADayIsRefused() {
    write(GameDay.FILE, SomeGameDay.asked());
    assertThatThrownBy(() -> StoredGameDay.read(folder))
        .isInstanceOf(BadInput.class)
        .hasMessage(folder + " holds no day: nothing was measured");
  }

  private void write(String file, Object content) {
    ResultsFolder.open(folder).write(file, StoredJson.write(content));
    assertThat(Files.exists(folder.resolve(file))).isTrue();
  }
}

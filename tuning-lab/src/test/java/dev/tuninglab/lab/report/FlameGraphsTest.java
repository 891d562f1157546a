package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FlameGraphsTest {
  private static final String ATTACK = "</script><script>alert(1)</script>";

  @Test
  void everyFrameIsInThePage() {
    String page = FlameGraphs.html("pool=none", "a.Main.main_[j];a.Shop.order_[i] 30\na.Gc 5\n");

    assertThat(names(page)).containsExactly("all", "a.Gc", "a.Main.main", "a.Shop.order");
    assertThat(page).contains("<h1>pool=none</h1>");
    assertThat(frames(page).get(0)).isEqualTo("n(3,35)");
  }

  @Test
  void thePageLoadsNothing() {
    assertThat(FlameGraphs.html("t", "a.Main.main_[j] 1"))
        .doesNotContainPattern("(?i)<(link|img|iframe|script)\\s[^>]*(src|href)")
        .doesNotContainPattern("(?i)@import|url\\(|fetch\\(|XMLHttpRequest");
  }

  @Test
  void hostileNamesStayNames() {
    List<String> hostile =
        List.of(ATTACK, "'+alert(1)+'", "\\'+alert(1)//", "<!--<script>", "\"><img src=x>", "\\<");
    String page =
        FlameGraphs.html(
            ATTACK, hostile.stream().map(name -> name + " 10\n").collect(Collectors.joining()));

    assertThat(names(page)).containsExactlyInAnyOrderElementsOf(with("all", hostile));
    assertThat(count(page, "(?i)</script")).isEqualTo(2);
    assertThat(count(page, "(?i)<script")).isEqualTo(2);
    assertThat(page).doesNotContain("<!--", "<img");
  }

  @Test
  void theLengthOfACommonBeginningDoesNotMakeAnEndOfTheScript() {
    String beginning = "x".repeat('<' - ' ');
    String page =
        FlameGraphs.html(
            "t", beginning + "\n" + beginning + "/script>alert(1) 1\n" + beginning + " 1\n");

    assertThat(count(page, "(?i)</script")).isEqualTo(2);
    assertThat(names(page)).contains(beginning + "/script>alert(1)");
  }

  @Property(tries = 200)
  void whateverNamesThereAreTheyComeBackAndNothingElse(
      @ForAll @NotEmpty @Size(max = 8)
          List<
                  @StringLength(min = 1, max = 60)
                  @Chars({
                    '<', '/', '>', '!', '-', '\'', '"', '\\', 's', 'x', '[', ']', '&', '\u2028', ' '
                  })
                  String>
              names) {
    List<String> kept = names.stream().map(name -> name + "#").distinct().toList();
    String page =
        FlameGraphs.html("t", kept.stream().map(n -> n + " 10\n").collect(Collectors.joining()));

    assertThat(names(page)).containsExactlyInAnyOrderElementsOf(with("all", kept));
    assertThat(namesRegion(page)).doesNotContain("<");
  }

  @Test
  void aLongRunStaysASmallPage() {
    String collapsed =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "a.Main.run;a.Level" + i % 150 + ".call;a.Leaf" + i * 7919L + ".do 1")
            .collect(Collectors.joining("\n"));
    String page = FlameGraphs.html("t", collapsed);

    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(FlameGraphs.MOST_BYTES);
    assertThat(names(page)).contains("a.Level149.call").noneMatch(name -> name.contains("Leaf"));
    assertThat(frames(page).get(0)).as("samples of what was cut").isEqualTo("n(3,20000)");
  }

  @Test
  void oneVeryDeepStackIsAPageToo() {
    String deep =
        IntStream.range(0, 50_000).mapToObj(i -> "f" + i).collect(Collectors.joining(";"));

    assertThat(FlameGraphs.html("t", deep + " 3").getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(FlameGraphs.MOST_BYTES);
  }

  @Test
  void linesThatAreNoStacksArePassedOver() {
    assertThat(
            names(FlameGraphs.html("t", "a 1\nb\nc x\n 4\nd -1\ne 99999999999999999999\n\nf;;g 2")))
        .containsExactly("all", "?", "a", "f", "g");
  }

  @Test
  void withoutSamplesThePageIsThereAndEmpty() {
    assertThat(names(FlameGraphs.html("t", ""))).containsExactly("all");
    assertThat(names(FlameGraphs.difference("t", "", ""))).containsExactly("all");
  }

  @Test
  void aDifferenceOfSharesIsNoneWhenOneRunWasSampledTwiceAsOften() {
    String page = FlameGraphs.difference("t", "a;b 10\na;c 30\n", "a;b 20\na;c 60\n");

    assertThat(page).contains("const maxdiff = 0;");
    assertThat(frames(page)).noneMatch(line -> line.startsWith("d="));
  }

  @Test
  void aDifferenceTellsWhatHasMoreOrLessOrIsNew() {
    String page = FlameGraphs.difference("t", "a;b 50\na;c 50\n", "a;b 10\na;c 60\na;d 30\n");

    assertThat(names(page)).containsExactly("all", "a", "b", "c", "d");
    assertThat(frames(page))
        .containsSubsequence("d=-400000", "u(19,100000)", "d=100000", "n(27,600000)", "d=U");
  }

  @Test
  void whatIsNarrowInBothRunsIsCutInBoth() {
    String page =
        FlameGraphs.difference(
            "t", "a;b 100000\na;tiny 1\n", "a;b 100000\na;tiny;x 1\na;small 500\n");

    assertThat(names(page)).containsExactly("all", "a", "b", "small");
  }

  private static List<String> with(String first, List<String> more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(more);
    return all;
  }

  private static String namesRegion(String page) {
    int start = page.indexOf("const cpool = [\n") + "const cpool = [\n".length();
    return page.substring(start, page.indexOf("\n];\nunpack(cpool);"));
  }

  /** As the page's own script reads them. */
  private static List<String> names(String page) {
    List<String> names = new ArrayList<>();
    for (String line : namesRegion(page).split(",?\n")) {
      assertThat(line).matches("'([^'\\\\]|\\\\\\\\|\\\\'|\\\\x3c)*'");
      String text = line.substring(1, line.length() - 1);
      StringBuilder plain = new StringBuilder();
      Matcher escapes = Pattern.compile("\\\\(x3c|.)").matcher(text);
      while (escapes.find()) {
        String is = escapes.group(1).equals("x3c") ? "<" : escapes.group(1);
        escapes.appendReplacement(plain, Matcher.quoteReplacement(is));
      }
      escapes.appendTail(plain);
      names.add(
          names.isEmpty()
              ? plain.toString()
              : names.get(names.size() - 1).substring(0, plain.charAt(0) - ' ')
                  + plain.substring(1));
    }
    return names;
  }

  private static List<String> frames(String page) {
    return page.substring(page.indexOf("unpack(cpool);")).lines().skip(2).toList();
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}

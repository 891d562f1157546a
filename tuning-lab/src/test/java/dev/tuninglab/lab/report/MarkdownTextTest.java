package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "@octocat and @org/team¦@&#8203;octocat and @&#8203;org/team",
        "me@example.org¦me@&#8203;example.org",
        "fixes #12¦fixes \\#&#8203;12",
        "see !34¦see \\!&#8203;34",
        "<b onclick=x>&amp;¦&lt;b onclick=x&gt;&amp;amp;",
        "<!-- -->¦&lt;\\!-- --&gt;",
        "**bold** _it_ ~~no~~¦\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~",
        "[a](b) ![i](j)¦\\[a\\](b) \\!\\[i\\](j)",
        "a|b `c` \\d¦a\\|b \\`c\\` \\\\d",
        "https://example.org/x¦https&#8203;://example.org/x",
        "www.example.org¦www&#8203;.example.org",
        "$x^2$¦&#36;x^2&#36;",
        ":tada:¦:&#8203;tada:",
        "- item¦\\- item",
        "1. item¦&#8203;1. item",
        "> quote¦&gt; quote",
        "P99: 3 of 4, 0.31x¦P99: 3 of 4, 0.31x",
        "pool=none¦pool=none"
      })
  void textStaysText(String text, String markdown) {
    assertThat(MarkdownText.escape(text)).isEqualTo(markdown);
  }

  @Test
  void textOfSeveralLinesIsOne() {
    assertThat(MarkdownText.escape("a\r\n\r\n# b\u001b[0m")).isEqualTo("a \\# b \\[0m");
  }

  @Test
  void codeEndsWhereItShould() {
    assertThat(MarkdownText.code("a ``` b\n```` c")).isEqualTo("`````\na ``` b ```` c\n`````\n");
  }
}

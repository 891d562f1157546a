package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatternPagesTest {
  private PanelServer panel;
  private Caller caller;

  @BeforeEach
  void listen() throws Exception {
    panel = Panels.serve(new StubDemonstration());
    caller = new Caller(panel);
  }

  @AfterEach
  void close() {
    panel.close();
  }

  @Test
  void allPatternsAreListed() throws Exception {
    JsonNode all = Caller.json(caller.get("/api/patterns"));

    assertThat(all).extracting(pattern -> pattern.at("/name").asText()).contains("pool", "fetch");
    JsonNode pool =
        StreamSupport.stream(all.spliterator(), false)
            .filter(pattern -> pattern.at("/name").asText().equals("pool"))
            .findFirst()
            .orElseThrow();
    assertThat(pool.at("/variants").toString()).isEqualTo("[\"none\",\"hikari\"]");
    assertThat(pool.at("/title").asText()).isNotEmpty();
    assertThat(pool.at("/question").asText()).endsWith("?");
    assertThat(pool.at("/knob").asBoolean()).isTrue();
  }

  @Test
  void aPatternHasItsPageItsCodeAndTheCommandThatCopiesIt() throws Exception {
    JsonNode pool = Caller.json(caller.get("/api/patterns/pool"));

    assertThat(pool.at("/page").asText()).contains("<h1>pool: ", "<table>", "<h2>The trap</h2>");
    assertThat(pool.at("/files"))
        .anySatisfy(
            file -> {
              assertThat(file.at("/path").asText())
                  .isEqualTo("src/main/java/dev/tuninglab/app/knobs/pool/Connections.java");
              assertThat(file.at("/text").asText()).contains("interface Connections");
            });
    assertThat(pool.at("/files"))
        .noneMatch(file -> file.at("/path").asText().endsWith("README.md"));
    assertThat(pool.at("/copy").asText())
        .isEqualTo("./lab pattern copy pool --to DIR --package com.acme.orders");
  }

  @Test
  void aPatternThatThereIsNotIsNotFound() throws Exception {
    HttpResponse<String> response = caller.get("/api/patterns/pol");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Caller.detail(response)).endsWith("(did you mean pool?)");
  }

  @Test
  void markupInMarkdownIsShownAsText() {
    assertThat(html("<img src=x onerror=alert(1)> and\n\n<script>alert(1)</script>"))
        .isEqualTo(
            "<p>&lt;img src=x onerror=alert(1)&gt; and</p>\n"
                + "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
  }

  @Test
  void linksLeadToWhereTheirEndIsHereOrNowhere() {
    assertThat(html("[pool](../pool/README.md)"))
        .isEqualTo("<p><a rel=\"nofollow\" href=\"/patterns/pool\">pool</a></p>\n");
    assertThat(
            html("[no](../none/README.md) [*a*](../../a.md) [j](javascript:alert(1)) ![i](i.png)"))
        .isEqualTo("<p>no <em>a</em> j i</p>\n");
    assertThat(html("[on](https://jdbc.postgresql.org/)"))
        .isEqualTo(
            "<p><a rel=\"noopener noreferrer\" href=\"https://jdbc.postgresql.org/\""
                + " target=\"_blank\">on</a></p>\n");
  }

  private static String html(String markdown) {
    return new MarkdownPage(Set.of("pool")).html(markdown);
  }
}

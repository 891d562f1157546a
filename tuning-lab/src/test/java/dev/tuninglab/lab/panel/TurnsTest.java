package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class TurnsTest extends WithPanel {
  @Test
  void aValueThatIsNotAllowedIsToldInTheWordsOfTheLab() throws Exception {
    refused(
        "{\"set\": {\"pool\": \"big\"}}", 422, "pool must be one of none, hikari, but was 'big'");
  }

  @Test
  void aMemberThatIsNotKnownIsNamed() throws Exception {
    refused(
        "{\"sets\": {}}", 400, "unknown member sets; members are load, pane, panes, pause, set");
    refused(
        "{\"load\": {\"speed\": 3}}",
        400,
        "unknown member load.speed; members are link, rate, roundTripMicros, workload");
  }

  @Test
  void whatIsNotOfTheFormIsToldWhereItIsNot() throws Exception {
    refused("{\"load\": {\"rate\": \"much\"}}", 400, "the body is of another form: load.rate");
    refused("{\"panes\": 1.5}", 400, "the body is of another form: panes");
    refused("{\"set\": {\"pool\": null}}", 400, "the body is of another form");
    refused("[]", 400, "the body is of another form");
    refused("null", 400, "the body must be a JSON object, but was null");
    refused("{", 400, "the body must be JSON, but is not");
    refused("{} {}", 400, "the body is of another form");
  }

  @Test
  void aBodyIsAtMost64Kilobytes() throws Exception {
    refused(
        "{\"pane\": \"" + "a".repeat(64 * 1024) + "\"}",
        413,
        "the body must be at most 65536 bytes, but was longer");
  }

  @Test
  void aTurnIsPosted() throws Exception {
    HttpResponse<String> response = caller.get("/api/turn");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void onlyFilesOfThePageAreAssets() throws Exception {
    assertThat(caller.get("/assets/echarts.js").body()).contains("Apache Software Foundation");
    assertThat(caller.get("/assets/PanelServer.class").statusCode()).isEqualTo(404);
    assertThat(caller.get("/assets/..%2freport%2freport.js").statusCode()).isEqualTo(400);
    assertThat(caller.get("/assets/report.js").statusCode()).isEqualTo(404);
  }

  private void refused(String body, int status, String detail) throws Exception {
    HttpResponse<String> response = caller.post("/api/turn", body);

    assertThat(Caller.detail(response)).isEqualTo(detail);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(demonstration.now().state().version()).isEqualTo(1);
  }
}

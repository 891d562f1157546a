package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.browser.Chromium;
import dev.tuninglab.lab.report.WholePage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as the panel serves them, in a real browser: they draw, and can do nothing else. */
class ReportInThePanelTest {
  @TempDir static Path folder;
  private static Chromium chromium;
  private static PanelServer panel;
  private static Caller caller;

  @BeforeAll
  static void open() throws Exception {
    chromium = Chromium.start(folder.resolve("profile"));
    chromium.tell(
        "Network.emulateNetworkConditions",
        Map.of("offline", false, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    panel = Panels.serve(new StubDemonstration(), Panels.lab(folder, List.of()));
    caller = new Caller(panel);
    Path result = Files.createDirectories(folder.resolve("results/pool"));
    Files.writeString(result.resolve("report.html"), WholePage.html());
    Files.writeString(
        result.resolve("foreign.html"),
        """
        <!doctype html><title>foreign</title><p>...</p>
        <script>
          const told = [];
          const tell = word => { told.push(word); document.querySelector('p').textContent = told; };
          try { localStorage.length; tell('kept'); } catch (e) { tell('keeps nothing'); }
          try { parent.document.title; if (parent !== window) tell('sees'); } catch (e) { tell('sees nothing'); }
          fetch('/api/results').then(r => r.text()).then(() => tell('reads'), () => tell('reads nothing'));
        </script>
        """);
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
    if (panel != null) {
      panel.close();
    }
  }

  @Test
  void aReportDrawsItsCharts() {
    chromium.driver().get(caller.origin() + "/results/pool/report.html");

    assertThat(chromium.<Long>eval("return document.querySelectorAll('[data-chart] svg').length"))
        .isPositive();
    assertThat(chromium.<String>eval("return self.origin")).isEqualTo("null");
    assertThat(chromium.console()).isEmpty();
  }

  @Test
  void aPageOfAnybodyReadsAndKeepsNothing() throws Exception {
    chromium.driver().get(caller.origin() + "/results/pool/foreign.html");

    String told = chromium.eval("return document.querySelector('p').textContent");
    while (!told.contains("reads")) {
      Thread.onSpinWait();
      told = chromium.eval("return document.querySelector('p').textContent");
    }
    assertThat(told).isEqualTo("keeps nothing,reads nothing");
  }
}

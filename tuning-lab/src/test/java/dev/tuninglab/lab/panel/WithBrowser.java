package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.browser.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests in a real browser, with a service that is simulated. */
abstract class WithBrowser {
  @TempDir static Path profile;
  static Chromium chromium;
  @TempDir Path folder;
  PanelPage page;

  @BeforeAll
  static void start() {
    chromium = Chromium.start(profile);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void serve() throws Exception {
    page = PanelPage.serve(chromium, text -> text, folder);
  }

  @AfterEach
  void close() {
    page.close();
  }
}

package dev.tuninglab.lab.panel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that call a panel over HTTP, with a demonstration that only says what it is told. */
abstract class WithPanel {
  final StubDemonstration demonstration = new StubDemonstration();
  PanelServer panel;
  Caller caller;

  @BeforeEach
  void listen() throws Exception {
    panel = serve();
    caller = new Caller(panel);
  }

  /** Without experiments and results, unless a test needs them. */
  PanelServer serve() throws Exception {
    return Panels.serve(demonstration);
  }

  @AfterEach
  void close() {
    panel.close();
  }
}

package dev.tuninglab.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final List<String> order = new ArrayList<>();

  @Test
  void whatIsToRunFirstRunsBeforeTheEndpointsThatWereThereAndNoOthers() throws Exception {
    Routes routes =
        Routes.builder()
            .get("/orders", saying("list"))
            .post("/orders", saying("place"))
            .first(() -> order.add("first"))
            .first(() -> order.add("before first"))
            .get("/health", saying("health"))
            .build();

    for (String request : List.of("GET /orders", "POST /orders", "HEAD /orders", "GET /health")) {
      String[] words = request.split(" ");
      routes.at(words[1]).orElseThrow().endpoint(words[0]).orElseThrow().answer(null);
      order.add("|");
    }

    assertThat(String.join(" ", order))
        .isEqualTo(
            "before first first list | before first first place |"
                + " before first first list | health |");
  }

  private Endpoint saying(String word) {
    return request -> {
      order.add(word);
      return Answer.json(200, new byte[0]);
    };
  }
}

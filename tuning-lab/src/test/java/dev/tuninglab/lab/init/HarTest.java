package dev.tuninglab.lab.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarTest {
  private static final String URL = "http://localhost:8080";

  static final String RECORDED =
      """
      {"log": {"version": "1.2", "pages": [], "entries": [
        {"request": {"method": "GET", "url": "http://localhost:8080/orders?size=20",
           "headers": [{"name": "Accept", "value": "application/json"}, {"name": "User-Agent", "value": "x"}]},
         "response": {"status": 200, "headers": [], "content": {"mimeType": "application/json", "text": "[]"}}},
        {"request": {"method": "GET", "url": "http://localhost:8080/orders/17", "headers": []},
         "response": {"status": 200, "content": {"mimeType": "application/json"}}},
        {"request": {"method": "GET", "url": "http://127.0.0.1:8080/orders/18", "headers": []},
         "response": {"status": 304}},
        {"request": {"method": "GET", "url": "http://localhost:8080/logo.svg", "headers": []},
         "response": {"status": 200}},
        {"_resourceType": "script", "request": {"method": "GET", "url": "http://localhost:8080/main", "headers": []},
         "response": {"status": 200}},
        {"request": {"method": "GET", "url": "https://cdn.example.com/x", "headers": []},
         "response": {"status": 200}},
        {"request": {"method": "GET", "url": "http://localhost:8080/gone", "headers": []},
         "response": {"status": 404}},
        {"request": {"method": "GET", "url": "data:text/plain,x", "headers": []},
         "response": {"status": 200}},
        {"request": {"method": "POST", "url": "http://localhost:8080/login",
           "headers": [{"name": "Content-Type", "value": "application/json"}, {"name": "X-Tenant", "value": "acme"}],
           "postData": {"mimeType": "application/json", "text": "{\\"user\\": \\"${ann}\\", \\"password\\": \\"hunter2!\\"}"}},
         "response": {"status": 204}}
      ]}}
      """;

  @TempDir Path folder;

  @Test
  void requestsToTheServiceAreTakenWithTheirCounts() throws IOException {
    var workload = Written.reads(init(RECORDED).yaml("lab.yaml"));
    assertThat(Written.weights(workload))
        .containsOnly(entry("GET /orders?size=20", 1), entry("GET /orders/${order}", 2));
    assertThat(workload.feeders().get("order")).isEqualTo(new Feeder.Values(List.of("17", "18")));
    assertThat(workload.requests())
        .filteredOn(request -> request.name().equals("orders"))
        .allSatisfy(
            request ->
                assertThat(request.headers()).containsOnly(entry("accept", "application/json")));
  }

  @Test
  void whatWasLeftOutIsTold() throws IOException {
    assertThat(init(RECORDED).report())
        .isEqualTo(
            """
            read: HAR shop.har (9 requests)
            reads
                     2 GET /orders/${order}
                     1 GET /orders?size=20
            writes, which are comments in the file
                     1 POST /login
            feeders: order
            secrets, to be set in the environment: PASSWORD, X_TENANT
            left out
                     2 static files (--with-static keeps them)
                     1 to other hosts: cdn.example.com:443
                     1 answered with 400 or more
                     1 of URLs that are not of http (data:, blob: and the like)
            """);
  }

  @Test
  void writesKeepTheirBodiesButForSecrets() throws IOException {
    String yaml = init(RECORDED).yaml("lab.yaml");
    assertThat(yaml)
        .contains(
            """
            #    # Secrets are not written here. Set them in the environment before a run: PASSWORD, X_TENANT
            #    rate: 10/s
            #    requests:
            #      - name: post-login
            #        method: POST
            #        path: "/login"
            #        expect: [204]
            #        headers:
            #          "content-type": "application/json"
            #          "x-tenant": "${env:X_TENANT}"
            #        body: "{\\"user\\":\\"$${ann}\\",\\"password\\":\\"${env:PASSWORD}\\"}"
            """)
        .doesNotContain("hunter2!", "acme");
  }

  @Test
  void staticFilesAreKeptWhenAsked() throws IOException {
    Path file = Files.writeString(folder.resolve("shop.har"), RECORDED);
    assertThat(Written.weights(Written.reads(Init.ofHar(URL, file, true).yaml("lab.yaml"))))
        .containsKeys("GET /logo.svg", "GET /main");
  }

  @Test
  void whatIsNoHarIsRefusedWithItsLine() {
    refused("", " line 1: no HAR: it has no object log");
    refused("[]", " line 1: no HAR: it has no object log");
    refused("{\n\"log\": {}}", " line 2: no HAR: it has no list log.entries");
    refused("{\n\"log\": {\"entries\": [\n{]}}", " line 3: not JSON: ");
    refused(
        "{\"log\": {\"entries\": [\n{\"request\": {\"method\": \"GET\"}}]}}",
        " line 2: entry 1 has no request.url");
    refused("{\"log\": {\"entries\": []}}", " holds no request to take");
    refused(
        RECORDED.replace("localhost:8080", "shop.example.com").replace("127.0.0.1:8080", "x"),
        "to other hosts: shop.example.com:80, x:80, cdn.example.com:443");
  }

  private Init init(String har) throws IOException {
    return Init.ofHar(URL, Files.writeString(folder.resolve("shop.har"), har), false);
  }

  private void refused(String har, String part) {
    assertThatThrownBy(() -> init(har))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("HAR " + folder.resolve("shop.har"))
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }
}

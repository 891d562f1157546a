package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.Provider.class)
class ProblemsTest {
  private static TestApp app;

  @BeforeAll
  static void start(TestDatabase database) {
    app = TestApp.start(database);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/nowhere            | there is no resource at /nowhere",
        "/                   | there is no resource at /",
        "/orders/            | there is no resource at /orders/",
        "/orders/999999      | there is no order 999999",
        "/products/999999    | there is no product 999999",
        "/customers/99/orders| there is no customer 99"
      })
  void whatIsNotThereIsNotFound(String path, String detail) throws Exception {
    assertProblem(app.get(path), 404, "Not Found", detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orders/abc       |id    |a whole number from 1 to 999999999999999999|abc",
        "/orders/0         |id    |a whole number from 1 to 999999999999999999|0",
        "/orders?size=101  |size  |a whole number from 1 to 100|101",
        "/orders?size=     |size  |a whole number from 1 to 100|''",
        "/orders?offset=-1 |offset|a whole number from 0 to 10000000|-1",
        "/products/top?size=1e1|size|a whole number from 1 to 100|1e1",
        "/products?offset=99999999999999999999|offset|a whole number from 0 to 10000000|99999999999999999999"
      })
  void aBadParameterIsNamedWithItsRuleAndValue(
      String path, String name, String allowed, String value) throws Exception {
    JsonNode problem =
        assertProblem(
            app.get(path),
            400,
            "Bad Request",
            name + " must be " + allowed + ", but was '" + value + "'");

    assertThat(problem.get("parameter").asText()).isEqualTo(name);
    assertThat(problem.get("allowed").asText()).isEqualTo(allowed);
    assertThat(problem.get("value").asText()).isEqualTo(value);
  }

  @Test
  void aMethodThatTheRouteDoesNotHaveIsRefusedWithThoseItHas() throws Exception {
    HttpResponse<String> response = app.send(HttpRequest.newBuilder(app.at("/orders")).DELETE());

    assertProblem(
        response,
        405,
        "Method Not Allowed",
        "the method must be one of GET, HEAD, POST, but was 'DELETE'");
    assertThat(response.headers().firstValue("allow")).contains("GET, HEAD, POST");
  }

  @Test
  void aBodyThatIsNotJsonByItsTypeIsRefused() throws Exception {
    HttpRequest.Builder request = order("text").setHeader("Content-Type", "text/plain");

    assertProblem(
        app.send(request),
        415,
        "Unsupported Media Type",
        "Content-Type must be application/json, but was 'text/plain'");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    assertProblem(
        app.send(order(" ".repeat(65_537))),
        413,
        "Payload Too Large",
        "the body must be at most 65536 bytes, but was longer");
  }

  @Test
  void anOrderWithoutItsKeyIsRefused() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.at("/orders"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));

    assertProblem(
        app.send(request),
        400,
        "Bad Request",
        "Idempotency-Key must be 1 to 200 visible ASCII characters without spaces, but was missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"customerId\":", "{} {}", "", "{\"customerId\":1,\"customerId\":2}"})
  void aBodyThatDoesNotParseIsABadRequest(String body) throws Exception {
    assertThat(app.send(order(body)).statusCode()).isIn(400, 422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null|the body must be an object, but was null",
        "[]|the body is missing, unknown or of another type",
        "{\"customerId\":1}|lines is missing, unknown or of another type",
        "{\"customerId\":\"1\",\"lines\":[]}|customerId is missing, unknown or of another type",
        "{\"customerId\":1,\"lines\":[]}|lines must hold 1 to 100 lines, but held 0",
        "{\"customerId\":1,\"lines\":[{\"productId\":1,\"quantity\":0}]}"
            + "|lines[0].quantity must be a whole number from 1 to 1000, but was 0",
        "{\"customerId\":1,\"lines\":[{\"productId\":1,\"quantity\":1.5}]}"
            + "|lines[0].quantity is missing, unknown or of another type",
        "{\"customerId\":1,\"lines\":[{\"productId\":1,\"quantity\":1,\"gift\":true}]}"
            + "|lines[0].gift is missing, unknown or of another type",
        "{\"customerId\":1,\"lines\":[{\"productId\":1,\"quantity\":1},{\"productId\":1,\"quantity\":1}]}"
            + "|lines[1].productId must differ from those before it, but was 1 again",
        "{\"customerId\":99,\"lines\":[{\"productId\":1,\"quantity\":1}]}"
            + "|customerId must be a known customer, but was 99",
        "{\"customerId\":1,\"lines\":[{\"productId\":1,\"quantity\":1},{\"productId\":99,\"quantity\":1}]}"
            + "|lines[1].productId must be a known product, but was 99"
      })
  void anOrderThatCannotBePlacedSaysWhy(String body, String detail) throws Exception {
    assertProblem(app.send(order(body)), 422, "Unprocessable Entity", detail);
  }

  @Test
  void aMalformedRequestIsAProblemToo() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", app.at("/").getPort())) {
      socket
          .getOutputStream()
          .write("GET /orders/1 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(response).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  @Test
  void aQueryThatIsBadlyEncodedIsABadRequest() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", app.at("/").getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /orders?size=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(response).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  private static HttpRequest.Builder order(String body) {
    return HttpRequest.newBuilder(app.at("/orders"))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "problems")
        .POST(BodyPublishers.ofString(body));
  }

  private static JsonNode assertProblem(
      HttpResponse<String> response, int status, String title, String detail) throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    JsonNode problem = TestApp.json(response);
    assertThat(problem.get("type").asText()).isEqualTo("about:blank");
    assertThat(problem.get("title").asText()).isEqualTo(title);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).isEqualTo(detail);
    return problem;
  }
}

package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders from a customer and of products of their own, so that other tests see their own data. */
@ExtendWith(TestDatabase.Provider.class)
@ParameterizedClass
@ValueSource(strings = {"row", "batch", "unnest"})
class PlaceOrderTest {
  private static final String COUNT = "select count(*) from orders where customer_id = %d";

  private static TestDatabase database;
  private static TestApp app;
  private static long customer;
  private static long cheap;
  private static long dear;

  @Parameter String write;

  @BeforeAll
  static void start(TestDatabase shared) throws Exception {
    database = shared;
    app = TestApp.start(shared);
    customer =
        database.number(
            "insert into customer (email, name, country, created_at)"
                + " values ('writer@example.org', 'Writer', 'NL', now()) returning id");
    cheap = product("CHEAP", 100);
    dear = product("DEAR", 5_000);
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          with gone as (select id from orders where customer_id = %1$d),
            events as (delete from order_event where order_id in (select id from gone)),
            requests as (delete from order_request where order_id in (select id from gone))
          delete from order_line where order_id in (select id from gone);
          delete from orders where customer_id = %1$d;
          delete from product where sku in ('CHEAP', 'DEAR');
          delete from customer where id = %1$d"""
              .formatted(customer));
    }
  }

  @BeforeEach
  void turn() throws Exception {
    assertThat(app.tune("write", write).statusCode()).isEqualTo(200);
  }

  @Test
  void anOrderIsPlacedWithItsLinesTotalAndEvent() throws Exception {
    long stock = stock(cheap);
    HttpResponse<String> response = place(key(), draft(3, 2));

    assertThat(response.statusCode()).isEqualTo(201);
    String location = response.headers().firstValue("location").orElseThrow();
    assertThat(location).isEqualTo("/orders/" + TestApp.json(response).get("id").asLong());
    assertThat(app.get(location).body()).isEqualTo(response.body());
    assertThat(TestApp.json(response).get("totalCents").asLong()).isEqualTo(3 * 100 + 2 * 5_000);
    assertThat(TestApp.json(response).get("lines")).hasSize(2);
    assertThat(stock(cheap)).isEqualTo(stock - 3);
    assertThat(
            database.number(
                "select count(*) from order_event where kind = 'placed' and order_id = "
                    + TestApp.json(response).get("id").asLong()))
        .isEqualTo(1);
  }

  @Test
  void aRetryWithTheSameKeyFindsTheFirstOrder() throws Exception {
    String key = key();
    HttpResponse<String> first = place(key, draft(1, 1));
    long stock = stock(cheap);
    HttpResponse<String> retry = place(key, "  " + draft(1, 1));

    assertThat(retry.statusCode()).isEqualTo(200);
    assertThat(retry.body()).isEqualTo(first.body());
    assertThat(retry.headers().firstValue("location"))
        .isEqualTo(first.headers().firstValue("location"));
    assertThat(stock(cheap)).isEqualTo(stock);
  }

  @Test
  void theSameKeyForAnotherOrderIsRefused() throws Exception {
    String key = key();
    place(key, draft(1, 1));
    HttpResponse<String> other = place(key, draft(1, 2));

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(TestApp.json(other).get("detail").asText())
        .isEqualTo("Idempotency-Key must be new for a new request, but was used before");
  }

  @Test
  void theSameRequestManyTimesAtOnceIsOneOrder() throws Exception {
    long before = database.number(COUNT.formatted(customer));
    String key = key();

    List<HttpResponse<String>> responses = atOnce(8, () -> place(key, draft(1, 1)));

    assertThat(responses).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
    assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(200, 201);
    assertThat(responses).extracting(HttpResponse::body).containsOnly(responses.get(0).body());
    assertThat(database.number(COUNT.formatted(customer))).isEqualTo(before + 1);
  }

  @Test
  void ordersOfTheSameProductsInOppositeOrderDoNotDeadlock() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    List<HttpResponse<String>> responses =
        atOnce(
            8, () -> place(key(), turn.incrementAndGet() % 2 == 0 ? draft(1, 1) : reversedDraft()));

    assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(201);
  }

  @Test
  void aRefusedOrderLeavesNothingBehind() throws Exception {
    long before = database.number(COUNT.formatted(customer));
    long stock = stock(cheap);
    String key = key();
    String unknown =
        "{\"customerId\":%d,\"lines\":[{\"productId\":%d,\"quantity\":1},{\"productId\":987654,\"quantity\":1}]}"
            .formatted(customer, cheap);

    assertThat(place(key, unknown).statusCode()).isEqualTo(422);
    assertThat(database.number(COUNT.formatted(customer))).isEqualTo(before);
    assertThat(stock(cheap)).isEqualTo(stock);
    assertThat(place(key, draft(1, 1)).statusCode()).isEqualTo(201);
  }

  private static List<HttpResponse<String>> atOnce(
      int times, Callable<HttpResponse<String>> request) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Future<HttpResponse<String>>> answers =
          threads.invokeAll(IntStream.range(0, times).mapToObj(i -> request).toList());
      List<HttpResponse<String>> responses = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : answers) {
        responses.add(answer.get());
      }
      return responses;
    } finally {
      threads.shutdown();
    }
  }

  private static HttpResponse<String> place(String key, String body) throws Exception {
    return app.send(
        HttpRequest.newBuilder(app.at("/orders"))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String draft(int ofCheap, int ofDear) {
    return "{\"customerId\":%d,\"lines\":[{\"productId\":%d,\"quantity\":%d},{\"productId\":%d,\"quantity\":%d}]}"
        .formatted(customer, cheap, ofCheap, dear, ofDear);
  }

  private static String reversedDraft() {
    return "{\"customerId\":%d,\"lines\":[{\"productId\":%d,\"quantity\":1},{\"productId\":%d,\"quantity\":1}]}"
        .formatted(customer, dear, cheap);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static long product(String sku, int cents) throws Exception {
    return database.number(
        """
        insert into product (sku, name, category, price_cents, stock, description, updated_at)
        values ('%s', 'n', 'c', %d, 1000, 'd', now()) returning id"""
            .formatted(sku, cents));
  }

  private static long stock(long product) throws Exception {
    return database.number("select stock from product where id = " + product);
  }
}

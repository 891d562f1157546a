package com.acme.orders;

import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The whole service on a free port, with its statements counted. */
final class RunningService implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ServletWebServerApplicationContext service;

  RunningService(String databaseUrl, Fetch fetch) {
    service =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(OrdersApplication.class)
                .run(
                    "--server.port=0",
                    "--server.shutdown=immediate",
                    "--spring.datasource.url=" + databaseUrl,
                    "--spring.jpa.properties.hibernate.generate_statistics=true",
                    "--orders.fetch=" + fetch);
  }

  HttpResponse<String> get(String path) throws Exception {
    URI at = URI.create("http://127.0.0.1:" + service.getWebServer().getPort() + path);
    return CLIENT.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
  }

  /** Statements that Hibernate sends for this request. */
  long statementsOf(String path) throws Exception {
    Statistics statistics =
        service.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class).getStatistics();
    statistics.clear();
    get(path);
    return statistics.getPrepareStatementCount();
  }

  @Override
  public void close() {
    service.close();
  }
}

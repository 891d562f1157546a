package com.acme.orders;

import com.acme.orders.cache.Reply;
import com.acme.orders.cache.ResponseCache;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Products over HTTP: read through the cache, and changed past it. */
@RestController
class ProductsController {
  private final JdbcClient database;
  private final ResponseCache products;
  private final JsonMapper json;

  ProductsController(JdbcClient database, ResponseCache products, JsonMapper json) {
    this.database = database;
    this.products = products;
    this.json = json;
  }

  /** What a client sees of a product. */
  record Product(long id, String sku, String name, long priceCents, int stock) {}

  /** A new price, in cents. */
  record Price(long cents) {}

  @GetMapping("/products/{id}")
  ResponseEntity<byte[]> product(@PathVariable long id) throws Exception {
    return products
        .get(id, List.of(), () -> read(id).map(json::writeValueAsBytes))
        .map(ProductsController::response)
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /** Tells the cache after the commit and before the answer: the next read sees this write. */
  @PutMapping("/products/{id}/price")
  ResponseEntity<Void> price(@PathVariable long id, @RequestBody Price price) {
    int changed =
        database
            .sql("update product set price_cents = ?, updated_at = now() where id = ?")
            .params(price.cents(), id)
            .update();
    products.changed(List.of(id));
    return changed == 1 ? ResponseEntity.noContent().build() : ResponseEntity.notFound().build();
  }

  private Optional<Product> read(long id) {
    return database
        .sql("select id, sku, name, price_cents, stock from product where id = ?")
        .param(id)
        .query(Product.class)
        .optional();
  }

  private static ResponseEntity<byte[]> response(Reply reply) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(reply.status()).contentType(MediaType.APPLICATION_JSON);
    reply.headers().forEach(response::header);
    return response.body(reply.body());
  }
}

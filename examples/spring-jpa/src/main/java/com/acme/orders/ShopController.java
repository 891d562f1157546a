package com.acme.orders;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The shop over HTTP, as openapi.yaml describes it. */
@RestController
class ShopController {
  private static final int MOST = 100;

  private final Shop shop;

  ShopController(Shop shop) {
    this.shop = shop;
  }

  @GetMapping("/orders")
  List<OrderView> newest(@RequestParam(defaultValue = "20") int size) {
    if (size < 1 || size > MOST) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST,
          "size must be a whole number from 1 to " + MOST + ", but was " + size);
    }
    return shop.newest(size);
  }

  @GetMapping("/orders/{id}")
  ResponseEntity<OrderView> order(@PathVariable long id) {
    return ResponseEntity.of(shop.order(id));
  }

  @GetMapping("/products/{id}")
  ResponseEntity<ProductView> product(@PathVariable long id) {
    return ResponseEntity.of(shop.product(id));
  }
}

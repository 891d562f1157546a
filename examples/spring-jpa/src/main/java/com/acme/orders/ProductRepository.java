package com.acme.orders;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Products in the database. */
interface ProductRepository extends Repository<Product, Long> {
  Optional<Product> findById(long id);
}

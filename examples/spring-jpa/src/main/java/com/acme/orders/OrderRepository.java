package com.acme.orders;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Orders in the database. */
interface OrderRepository extends Repository<PlacedOrder, Long> {
  Optional<PlacedOrder> findById(long id);

  List<PlacedOrder> findByOrderByPlacedAtDescIdDesc(Limit limit);

  @Query("select o.id from PlacedOrder o order by o.placedAt desc, o.id desc")
  List<Long> newestIds(Limit limit);

  @EntityGraph(attributePaths = {"lines", "lines.product"})
  List<PlacedOrder> findWithLinesByIdInOrderByPlacedAtDescIdDesc(Collection<Long> ids);
}

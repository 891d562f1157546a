-- The customer, then the order of the list; the id settles which of two orders of one instant is first.
-- Concurrently, so that orders can be placed meanwhile; the new one is there before the old one goes.
create index concurrently if not exists orders_by_customer
  on orders (customer_id, placed_at desc, id desc);
drop index concurrently if exists orders_by_customer_covering;

-- The other columns of the list ride along: not part of the key, not sorted by.
create index concurrently if not exists orders_by_customer_covering
  on orders (customer_id, placed_at desc, id desc) include (status, total_cents);
drop index concurrently if exists orders_by_customer;
-- An index-only scan still visits the table for every page that is not marked all-visible, and only
-- a vacuum marks pages.
vacuum (analyze) orders;

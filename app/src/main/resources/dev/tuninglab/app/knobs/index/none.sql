-- Without blocking anybody: each of these waits for the queries that still use the index.
drop index concurrently if exists orders_by_customer;
drop index concurrently if exists orders_by_customer_covering;

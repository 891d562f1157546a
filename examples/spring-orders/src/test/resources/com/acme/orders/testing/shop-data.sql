-- Copied from API Tuning Lab; Apache License 2.0.
-- 10 customers (the last without orders), 20 products, 60 orders of 0 to 4 lines.
insert into customer (email, name, country, created_at)
select 'c' || n || '@example.org', 'Customer ' || n, 'NL', '2026-01-01T00:00:00Z'
from generate_series(1, 10) n;

insert into product (sku, name, category, price_cents, stock, description, updated_at)
select 'SKU-' || n, 'Prodúct "' || n || '"', 'category ' || n % 3, n * 100, 1000, repeat('long ', 500), '2026-01-01T00:00:00Z'
from generate_series(1, 20) n;

-- Ids fall while instants rise, and several orders share an instant: the sort has to be right.
insert into orders (customer_id, status, placed_at, total_cents)
select 1 + n % 9, (array['placed', 'paid', 'shipped'])[1 + n % 3],
       timestamptz '2026-06-01T00:00:00.123456Z' - (n / 2) * interval '1 hour', 0
from generate_series(1, 60) n;

insert into order_line (order_id, line_no, product_id, quantity, unit_price_cents)
select o, l, 1 + (o * 7 + l * 3) % 20, l, (1 + (o * 7 + l * 3) % 20) * 100
from generate_series(1, 60) o, generate_series(1, 4) l
where l <= o % 5;

update orders set total_cents =
  coalesce((select sum(quantity * unit_price_cents) from order_line where order_id = orders.id), 0);

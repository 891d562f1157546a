-- What this service reads of the shop: 20 products, 60 orders of 0 to 4 lines.
create table product (
  id          bigint primary key,
  sku         text not null,
  name        text not null,
  price_cents bigint not null,
  stock       integer not null,
  description text not null
);

create table orders (
  id          bigint primary key,
  customer_id bigint not null,
  status      text not null,
  placed_at   timestamptz not null,
  total_cents bigint not null
);

create table order_line (
  order_id         bigint not null references orders,
  line_no          integer not null,
  product_id       bigint not null references product,
  quantity         integer not null,
  unit_price_cents bigint not null,
  primary key (order_id, line_no)
);

insert into product
select n, 'SKU-' || n, 'Product ' || n, n * 100, 1000, repeat('long ', 500)
from generate_series(1, 20) n;

-- Ids fall while instants rise, and two orders share each instant: the sort has to be right.
insert into orders
select n, 1 + n % 9, 'paid', timestamptz '2026-06-01T00:00:00Z' - (n / 2) * interval '1 hour', 0
from generate_series(1, 60) n;

insert into order_line
select o, l, 1 + (o * 7 + l * 3) % 20, l, (1 + (o * 7 + l * 3) % 20) * 100
from generate_series(1, 60) o, generate_series(1, 4) l
where l <= o % 5;

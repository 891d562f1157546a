-- Copied from API Tuning Lab; Apache License 2.0.
-- Runs after the data is in; see V1.

alter table customer add unique (email);
alter table product add unique (sku);

alter table orders add foreign key (customer_id) references customer (id);
alter table order_line add foreign key (order_id) references orders (id);
alter table order_line add foreign key (product_id) references product (id);
alter table order_request add foreign key (order_id) references orders (id);

create index orders_by_customer on orders (customer_id, placed_at desc, id desc);
create index orders_by_time on orders (placed_at desc, id desc);
create index order_line_by_product on order_line (product_id);
create index order_event_by_order on order_event (order_id, happened_at);

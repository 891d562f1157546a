// What is read of the shop. Money is in cents.

const ORDER = `
  select id, customer_id as "customerId", status, placed_at as "placedAt", total_cents as "totalCents"
  from orders where id = $1`;

const LINES = `
  select l.line_no as "lineNo", l.quantity, l.unit_price_cents as "unitPriceCents",
         p.id as "productId", p.sku, p.name
  from order_line l join product p on p.id = l.product_id
  where l.order_id = $1 order by l.line_no`;

const PRODUCT = `
  select id, sku, name, price_cents as "priceCents", stock from product where id = $1`;

/** An order with its lines: 2 statements; undefined where there is none. */
export async function order(client, id) {
  const [found] = (await client.query(ORDER, [id])).rows;
  return found && { ...found, lines: (await client.query(LINES, [id])).rows };
}

/** A product; undefined where there is none. */
export async function product(client, id) {
  return (await client.query(PRODUCT, [id])).rows[0];
}

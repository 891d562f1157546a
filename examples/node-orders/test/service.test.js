import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { AccessLog } from '../access-log.js';
import { CONNECTIONS } from '../connections.js';
import { service } from '../service.js';

const DATABASE_URL = process.env.DATABASE_URL?.replace(/^jdbc:/, '');
const SCHEMA = `node_orders_test_${process.pid}`;
const TABLES = `
  create schema ${SCHEMA};
  set search_path = ${SCHEMA};
  create table product (id bigint, sku text, name text, price_cents bigint, stock integer);
  create table orders (id bigint, customer_id bigint, status text, placed_at timestamptz, total_cents bigint);
  create table order_line (order_id bigint, line_no integer, product_id bigint, quantity integer, unit_price_cents bigint);
  insert into product values (1, 'SKU-1', 'Tea', 250, 9), (2, 'SKU-2', 'Cup', 900, 3);
  insert into orders values (7, 4, 'paid', '2026-06-01T00:00:00Z', 1400);
  insert into order_line values (7, 2, 2, 1, 900), (7, 1, 1, 2, 250);`;

const skip = DATABASE_URL
  ? false
  : 'no database: set DATABASE_URL to the URL of a PostgreSQL that these tests may write to';

async function onDatabase(sql) {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** The test's own tables, seen through a relay that counts connections. */
async function countingRelay() {
  const { hostname, port } = new URL(DATABASE_URL);
  const relay = net.createServer((client) => {
    relay.count += 1;
    const database = net.connect(Number(port || 5432), hostname);
    client.pipe(database).pipe(client);
    client.on('error', () => database.destroy());
    database.on('error', () => client.destroy());
  });
  relay.count = 0;
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const url = new URL(DATABASE_URL);
  url.hostname = '127.0.0.1';
  url.port = relay.address().port;
  url.searchParams.set('options', `-c search_path=${SCHEMA}`);
  return { relay, url: url.href };
}

describe('the service', { skip }, () => {
  before(() => onDatabase(TABLES));
  after(() => onDatabase(`drop schema ${SCHEMA} cascade`));

  for (const name of Object.keys(CONNECTIONS)) {
    describe(`with POOL=${name}`, () => {
      let relay;
      let connections;
      let server;

      before(async () => {
        const counting = await countingRelay();
        relay = counting.relay;
        connections = CONNECTIONS[name](counting.url);
        server = service(connections, new AccessLog(''));
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
      });

      after(async () => {
        server.closeAllConnections();
        server.close();
        await connections.close();
        relay.close();
      });

      const get = (path) => fetch(`http://127.0.0.1:${server.address().port}${path}`);

      test('an order comes with its lines, in the order of their numbers', async () => {
        assert.deepEqual(await (await get('/orders/7')).json(), {
          id: 7,
          customerId: 4,
          status: 'paid',
          placedAt: '2026-06-01T00:00:00.000Z',
          totalCents: 1400,
          lines: [
            { lineNo: 1, quantity: 2, unitPriceCents: 250, productId: 1, sku: 'SKU-1', name: 'Tea' },
            { lineNo: 2, quantity: 1, unitPriceCents: 900, productId: 2, sku: 'SKU-2', name: 'Cup' },
          ],
        });
      });

      test('a product is found', async () => {
        const answer = await (await get('/products/2')).json();
        assert.deepEqual(answer, { id: 2, sku: 'SKU-2', name: 'Cup', priceCents: 900, stock: 3 });
      });

      test('what does not exist is a 404', async () => {
        for (const path of ['/orders/8', '/products/8', '/orders/x', '//', '/nothing']) {
          assert.equal((await get(path)).status, 404, path);
        }
      });

      test('a number too large for a key is a 404, and no statement that fails', async () => {
        assert.equal((await get('/orders/9999999999999999')).status, 404);
      });

      const opened = name === 'none' ? 5 : 0;
      test(`five requests open ${opened} connections once it is warm`, async () => {
        await get('/products/1');
        relay.count = 0;
        for (let i = 0; i < 5; i += 1) {
          assert.equal((await get('/products/1')).status, 200);
        }
        assert.equal(relay.count, opened);
      });
    });
  }

  test('a database that is gone is a 500 that tells nothing of it', async () => {
    for (const make of Object.values(CONNECTIONS)) {
      const connections = make('postgresql://localhost:1/none?password=secret');
      const server = service(connections, new AccessLog(''));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const answer = await fetch(`http://127.0.0.1:${server.address().port}/products/1`);
      assert.equal(answer.status, 500);
      assert.deepEqual(await answer.json(), { error: 'the service failed; its log says why' });
      server.closeAllConnections();
      server.close();
      await connections.close();
    }
  });
});

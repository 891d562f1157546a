import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../server.js', import.meta.url));

function refusal(env) {
  const { status, stderr } = spawnSync(process.execPath, [SERVER], { env, encoding: 'utf8' });
  return { status, stderr: stderr.trim() };
}

test('a POOL that is none is refused with those that are', () => {
  assert.deepEqual(refusal({ DATABASE_URL: 'postgresql://localhost/shop', POOL: 'big' }), {
    status: 2,
    stderr: "POOL must be one of none, shared, but was 'big'",
  });
});

test('without a database the service says what it needs', () => {
  assert.deepEqual(refusal({}), {
    status: 2,
    stderr:
      'DATABASE_URL must be the URL of a PostgreSQL, such as postgresql://localhost/shop?user=shop',
  });
});

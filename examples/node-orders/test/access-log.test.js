import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { AccessLog } from '../access-log.js';

async function lineFor(request) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'access-log-'));
  const log = new AccessLog(path.join(folder, 'access.log'));
  log.write(request, new Date('2026-10-07T03:05:09Z'), 200, 42);
  log.close();
  await once(log.out, 'close');
  const text = await fs.readFile(path.join(folder, 'access.log'), 'utf8');
  await fs.rm(folder, { recursive: true });
  return text;
}

const request = (headers) => ({
  socket: { remoteAddress: '127.0.0.1' },
  method: 'GET',
  url: '/orders/7',
  httpVersion: '1.1',
  headers,
});

test('a request becomes a line of the combined format', async () => {
  assert.equal(
    await lineFor(request({ 'user-agent': 'curl/8.5.0' })),
    '127.0.0.1 - - [07/Oct/2026:03:05:09 +0000] "GET /orders/7 HTTP/1.1" 200 42 "-" "curl/8.5.0"\n',
  );
});

test('a header that would end its place, or the line, does not', async () => {
  assert.match(
    await lineFor(request({ 'user-agent': 'a"b\\c\nd', referer: 'http://localhost/' })),
    / 42 "http:\/\/localhost\/" "a\?b\?c\?d"\n$/,
  );
});

// The service over HTTP: which path leads to which answer.
import http from 'node:http';
import { order, product } from './shop.js';

const ROUTES = [
  { path: /^\/orders\/(\d{1,15})$/, find: order },
  { path: /^\/products\/(\d{1,15})$/, find: product },
];

/** @returns what is answered: a status and a value that becomes JSON */
async function answer(request, connections) {
  const [pathname] = request.url.split('?');
  if (request.method !== 'GET') {
    return { status: 405, value: { error: `${request.method} is not for ${pathname}` } };
  }
  if (pathname === '/health') {
    return { status: 200, value: { status: 'up' } };
  }
  for (const { path, find } of ROUTES) {
    const match = path.exec(pathname);
    if (match) {
      const value = await connections.use((client) => find(client, Number(match[1])));
      return value ? { status: 200, value } : { status: 404, value: { error: `no ${pathname}` } };
    }
  }
  return { status: 404, value: { error: `no ${pathname}` } };
}

async function answerOrFail(request, connections) {
  try {
    return await answer(request, connections);
  } catch (error) {
    console.error(`${request.method} ${request.url} failed: ${error.message}`);
    return { status: 500, value: { error: 'the service failed; its log says why' } };
  }
}

// Longer than clients keep a connection that rests: it is theirs to close, or a request of theirs
// meets a connection that is just being closed. The default is 5 s.
const KEEP_ALIVE_MILLIS = 75_000;

/** @returns the server, which does not listen yet */
export function service(connections, accessLog) {
  return http.createServer({ keepAliveTimeout: KEEP_ALIVE_MILLIS }, async (request, response) => {
    const arrived = new Date();
    const { status, value } = await answerOrFail(request, connections);
    const body = Buffer.from(JSON.stringify(value));
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
    accessLog.write(request, arrived, status, body.length);
  });
}

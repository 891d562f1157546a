// The service as a process: reads the environment, listens, stops when it is told to.
import { AccessLog } from './access-log.js';
import { CONNECTIONS } from './connections.js';
import { service } from './service.js';

const { PORT = '8080', DATABASE_URL, POOL = 'none', ACCESS_LOG = '' } = process.env;

function refuse(problem) {
  console.error(problem);
  process.exit(2);
}

if (!DATABASE_URL) {
  refuse('DATABASE_URL must be the URL of a PostgreSQL, such as postgresql://localhost/shop?user=shop');
}
if (!Object.hasOwn(CONNECTIONS, POOL)) {
  refuse(`POOL must be one of ${Object.keys(CONNECTIONS).join(', ')}, but was '${POOL}'`);
}

const connections = CONNECTIONS[POOL](DATABASE_URL);
const accessLog = new AccessLog(ACCESS_LOG);
const server = service(connections, accessLog);

server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}, POOL=${POOL}`);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(async () => {
      await connections.close();
      accessLog.close();
    });
    server.closeIdleConnections();
  });
}

// Where a request gets its database connection from: the values of POOL.
import pg from 'pg';

// Keys and amounts are bigint, which the library hands over as text: these fit into a number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const POOL_SIZE = 10;

/** A JDBC URL names the same database once its prefix is gone. */
const settings = (url) => ({ connectionString: url.replace(/^jdbc:/, '') });

/** A new connection for each request, as it is written when nobody thinks of it. */
class NewConnections {
  constructor(url) {
    this.url = url;
  }

  async use(work) {
    const client = new pg.Client(settings(this.url));
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async close() {}
}

/** A few connections that stay open and go from request to request. */
class SharedConnections {
  constructor(url) {
    this.pool = new pg.Pool({ ...settings(url), max: POOL_SIZE });
    // Without a listener, the end of a connection that nobody uses would end the process.
    this.pool.on('error', (error) => console.error(`a connection of the pool ended: ${error.message}`));
  }

  async use(work) {
    const client = await this.pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }

  async close() {
    await this.pool.end();
  }
}

export const CONNECTIONS = {
  none: (url) => new NewConnections(url),
  shared: (url) => new SharedConnections(url),
};

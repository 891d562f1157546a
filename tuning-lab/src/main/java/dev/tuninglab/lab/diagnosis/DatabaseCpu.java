package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Finds the processes of a PostgreSQL server on this machine. */
final class DatabaseCpu {
  static final String WHAT = Counter.DB_CPU_MICROS.id();

  private DatabaseCpu() {}

  /** The server's end of one connection. */
  private record Backend(long pid, int clientPort) {
    static Backend of(Reader reader) throws Unavailable {
      return reader.one(
          "select " + Reader.MARK + " pg_backend_pid(), coalesce(inet_client_port(), 0)",
          row -> new Backend(row.getLong(1), row.getInt(2)));
    }

    /**
     * Whether a process of this machine is that backend: by its title, which names the client's
     * port. A server elsewhere, or in a container, has numbers of its own.
     */
    private boolean isHere() {
      try {
        String title = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        return title.startsWith("postgres") && title.contains("(" + clientPort + ")");
      } catch (IOException e) {
        return false;
      }
    }
  }

  /**
   * All of its processes, those of connections that ended included, but for the lab's own.
   *
   * @param readers of the lab's, whose backends do not count
   * @throws Unavailable if the server is not on this machine, as far as can be seen
   */
  static CpuGauge of(Reader... readers) throws Unavailable {
    Set<Long> own = new HashSet<>();
    ProcessHandle server = null;
    for (Reader reader : readers) {
      Backend backend = Backend.of(reader);
      own.add(backend.pid);
      if (backend.isHere()) {
        server = ProcessHandle.of(backend.pid).flatMap(ProcessHandle::parent).orElse(server);
      }
    }
    if (server == null) {
      throw new Unavailable("the database's processes are not to be seen on this machine");
    }
    return new CpuGauge(Counter.DB_CPU_MICROS, new ProcessTimes(server, own));
  }
}

package dev.tuninglab.lab.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that send a request byte by byte and read the answer as slowly; one whose connection ends
 * opens another.
 */
final class SlowClients implements Breakage {
  /** Between two bytes: a request of 70 bytes takes 3.5 s, which many a time limit lets pass. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** The least that a system takes: what it takes in, the service need not hold. */
  private static final int RECEIVE_BUFFER = 1_024;

  private final InetSocketAddress address;
  private final byte[] request;
  private final List<Client> clients;
  private volatile Counts counts = new Counts(0, 0, 0);
  private volatile boolean over;
  private Thread thread;

  /**
   * @param opened connections that were made
   * @param ended connections that the service ended
   * @param refused connections that could not be made
   */
  record Counts(int opened, int ended, int refused) {}

  SlowClients(URI service, String path, int clients) {
    this.address = new InetSocketAddress(service.getHost(), service.getPort());
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    this.clients = IntStream.range(0, clients).mapToObj(i -> new Client()).toList();
  }

  private final class Client {
    private final ByteBuffer left = ByteBuffer.allocate(request.length).put(request).flip();
    private final ByteBuffer one = ByteBuffer.allocate(1);
    private SocketChannel channel;
    private int opened;
    private int ended;
    private int refused;

    void step() {
      try {
        if (channel == null) {
          open();
        } else if (channel.isConnected()) {
          passOneByte();
        } else if (channel.finishConnect()) {
          opened++;
        }
      } catch (IOException e) {
        if (channel != null && channel.isConnected()) {
          ended++;
        } else {
          refused++;
        }
        drop();
      }
    }

    private void open() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (channel.connect(address)) {
        opened++;
      }
    }

    private void passOneByte() throws IOException {
      if (left.hasRemaining()) {
        left.limit(left.position() + 1);
        channel.write(left);
        left.limit(request.length);
      } else if (channel.read(one.clear()) < 0) {
        ended++;
        drop();
      }
    }

    /** With a reset, so that nothing of it stays behind. */
    private void drop() {
      SocketChannel dropped = channel;
      channel = null;
      left.rewind();
      if (dropped != null) {
        Undo.quietly(
            "a slow client",
            () -> {
              try (dropped) {
                dropped.setOption(StandardSocketOptions.SO_LINGER, 0);
              }
            });
      }
    }
  }

  @Override
  public void begin() {
    step();
    thread = new Thread(this::run, "slow-clients");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    long next = System.nanoTime();
    while (!over) {
      step();
      next += PAUSE_NANOS;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void step() {
    clients.forEach(Client::step);
    counts =
        new Counts(
            clients.stream().mapToInt(client -> client.opened).sum(),
            clients.stream().mapToInt(client -> client.ended).sum(),
            clients.stream().mapToInt(client -> client.refused).sum());
  }

  Counts counts() {
    return counts;
  }

  @Override
  public void end() {
    over = true;
    boolean interrupted = false;
    while (thread != null && thread.isAlive()) {
      try {
        LockSupport.unpark(thread);
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    clients.forEach(Client::drop);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String note() {
    return "%d slow clients: %d connections made, %d ended by the service, %d refused"
        .formatted(clients.size(), counts.opened, counts.ended, counts.refused);
  }

  @Override
  public void close() {
    end();
  }
}

package dev.tuninglab.lab.network;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * One connection through a relay: a socket at either end, a pipe each way.
 *
 * <p>The client's TCP connects to the relay at once, where a real network would take a round trip.
 * So the first bytes of the client come a round trip later than they would otherwise, and the
 * server sees the connection when the last packet of a handshake would have arrived.
 */
final class Connection {
  private final Loop loop;
  private final Relay relay;
  private final SocketAddress server;
  private final End clientEnd;
  private final End serverEnd;

  Connection(Loop loop, Relay relay, SocketChannel client, long now) throws IOException {
    this.loop = loop;
    this.relay = relay;
    this.server = relay.upstream();
    Lane there = relay.towardsServer();
    Lane back = relay.towardsClient();
    Pipe request = new Pipe(this, there, relay.segments(), there.handshakeNanos(), now);
    Pipe answer = new Pipe(this, back, relay.segments(), 0, now);
    SocketChannel upstream = SocketChannel.open();
    try {
      this.clientEnd = new End(loop, this, client, request, answer);
      this.serverEnd = new End(loop, this, upstream, answer, request);
    } catch (IOException e) {
      upstream.close();
      throw e;
    }
    clientEnd.signal(Segment.Kind.SYN, now + there.handshakeNanos());
    clientEnd.read();
  }

  /** Delivers what is due in one of its pipes, one segment. */
  void deliver(Pipe pipe) {
    End to = pipe == serverEnd.in() ? serverEnd : clientEnd;
    End from = to == serverEnd ? clientEnd : serverEnd;
    if (pipe.punctual()) {
      relay.late(System.nanoTime() - pipe.first().due());
    }
    try {
      if (!to.deliver(server)) {
        pipe.block();
        return;
      }
    } catch (IOException e) {
      broken(to);
      return;
    }
    if (!pipe.isEmpty()) {
      schedule(pipe);
    }
    if (!pipe.full()) {
      from.read();
    }
  }

  /** Has a pipe deliver when its first segment is due, or when the relay lets go again. */
  void schedule(Pipe pipe) {
    if (!relay.holds()) {
      loop.schedule(pipe);
    }
  }

  /** Delivers nothing until {@link #release}. */
  void hold() {
    loop.unschedule(clientEnd.in());
    loop.unschedule(serverEnd.in());
  }

  /** Goes on where {@link #hold} stopped it: what is overdue is due now. */
  void release(long now) {
    for (Pipe pipe : new Pipe[] {clientEnd.in(), serverEnd.in()}) {
      pipe.excuse(now);
      if (!pipe.isEmpty() && !pipe.blocked()) {
        loop.schedule(pipe);
      }
    }
  }

  /** One end is gone without a farewell: the other will hear of it when the news has travelled. */
  void broken(End gone) {
    if (!gone.isOpen()) {
      return;
    }
    gone.reset();
    loop.unschedule(gone.in());
    gone.in().clear();
    gone.signal(Segment.Kind.RST, System.nanoTime());
  }

  /** Both ends see a reset, now. */
  void abort() {
    clientEnd.reset();
    serverEnd.reset();
    for (Pipe pipe : new Pipe[] {clientEnd.in(), serverEnd.in()}) {
      loop.unschedule(pipe);
      pipe.clear();
    }
    relay.ended(this);
  }

  void endedIfDone() {
    if (!clientEnd.isOpen() && !serverEnd.isOpen()) {
      relay.ended(this);
    }
  }
}

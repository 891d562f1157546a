package dev.tuninglab.lab.network;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One of the two sockets of a connection: the client's, or the server's. */
final class End implements Loop.Ready {
  private final Loop loop;
  private final Connection connection;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Pipe out;
  private final Pipe in;
  private boolean readEnded;
  private boolean writeEnded;
  private boolean waiting;
  private boolean closed;

  /**
   * @param out takes what this end sends
   * @param in brings what this end receives
   */
  End(Loop loop, Connection connection, SocketChannel channel, Pipe out, Pipe in)
      throws IOException {
    this.loop = loop;
    this.connection = connection;
    this.channel = channel;
    this.out = out;
    this.in = in;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = loop.register(channel, this);
  }

  Pipe out() {
    return out;
  }

  Pipe in() {
    return in;
  }

  /** Until it is closed here; its channel closes by itself when it cannot connect. */
  boolean isOpen() {
    return !closed;
  }

  /** Listens to what this end sends, unless it has its place in the queue of the link. */
  void read() {
    if (isOpen() && !readEnded && !waiting) {
      key.interestOpsOr(SelectionKey.OP_READ);
    }
  }

  /** Its turn has come: the link's queue has room again. */
  void resume(long now) {
    waiting = false;
    take(now);
    if (!waiting && !out.full()) {
      read();
    }
  }

  private void stopReading() {
    if (isOpen()) {
      key.interestOpsAnd(~SelectionKey.OP_READ);
    }
  }

  @Override
  public void ready() {
    try {
      if (key.isValid() && key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(0);
        connected();
      }
      if (key.isValid() && key.isWritable()) {
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        unblock();
      }
    } catch (IOException e) {
      connection.broken(this);
      return;
    }
    if (key.isValid() && key.isReadable()) {
      take(System.nanoTime());
    }
  }

  /** Reads one segment, if the pipe and the link have room for it; else later. */
  void take(long now) {
    if (out.full()) {
      stopReading();
      return;
    }
    if (out.lane().congested(now)) {
      stopReading();
      waiting = true;
      out.lane().waiting().add(this);
      return;
    }
    Segment segment = out.empty();
    try {
      int read = channel.read(segment.bytes());
      if (read > 0) {
        segment.bytes().flip();
        boolean first = out.isEmpty();
        out.send(segment, now);
        scheduleIf(first);
        return;
      }
      out.giveBack(segment);
      if (read < 0) {
        readEnded = true;
        stopReading();
        signal(Segment.Kind.FIN, now);
        closeIfDone();
      }
    } catch (IOException e) {
      out.giveBack(segment);
      connection.broken(this);
    }
  }

  /** Sends a signal to the other end, behind the bytes that are on their way. */
  void signal(Segment.Kind kind, long now) {
    boolean first = out.isEmpty();
    out.send(kind, now);
    scheduleIf(first);
  }

  private void scheduleIf(boolean first) {
    if (first && !out.blocked()) {
      connection.schedule(out);
    }
  }

  /**
   * Delivers the first segment of {@link #in} to this end.
   *
   * @return false if this end cannot take it, or not all of it, for now
   */
  boolean deliver(SocketAddress address) throws IOException {
    Segment segment = in.first();
    switch (segment.kind()) {
      case SYN -> {
        in.delivered();
        if (!channel.connect(address)) {
          key.interestOps(SelectionKey.OP_CONNECT);
          return false;
        }
        connected();
      }
      case DATA -> {
        in.drained(channel.write(segment.bytes()));
        if (segment.bytes().hasRemaining()) {
          key.interestOpsOr(SelectionKey.OP_WRITE);
          return false;
        }
        in.delivered();
      }
      case FIN -> {
        in.delivered();
        channel.shutdownOutput();
        writeEnded = true;
        closeIfDone();
      }
      case RST -> connection.abort();
    }
    return true;
  }

  private void connected() {
    unblock();
    read();
  }

  private void unblock() {
    if (in.blocked()) {
      in.unblock(System.nanoTime());
      if (!in.isEmpty()) {
        connection.schedule(in);
      }
    }
  }

  private void closeIfDone() {
    if (readEnded && writeEnded) {
      close();
      connection.endedIfDone();
    }
  }

  /** Closes the socket as its state has it; with bytes unread the peer sees a reset. */
  private void close() {
    closed = true;
    out.lane().waiting().remove(this);
    try {
      channel.close();
    } catch (IOException e) {
      // It is as good as closed: nobody uses it any more.
    }
  }

  /** Closes the socket so that its peer sees a reset. */
  void reset() {
    try {
      if (channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      // The peer has gone already.
    }
    close();
  }
}

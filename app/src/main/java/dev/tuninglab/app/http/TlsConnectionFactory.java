package dev.tuninglab.app.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS for connections that begin with it. Key and certificate are made for the first of them, so
 * that a server which is never asked starts no slower.
 */
final class TlsConnectionFactory extends AbstractConnectionFactory
    implements ConnectionFactory.Detecting {
  private static final byte HANDSHAKE = 22;
  private static final byte MAJOR_VERSION = 3;

  private final String next;
  private SslConnectionFactory tls;

  /**
   * @param next the protocol inside
   */
  TlsConnectionFactory(String next) {
    super("TLS");
    this.next = next;
  }

  /** A TLS record begins with its type and its version (RFC 8446, 5.1); no HTTP request does. */
  @Override
  public Detection detect(ByteBuffer start) {
    if (start.remaining() < 2) {
      return Detection.NEED_MORE_BYTES;
    }
    int at = start.position();
    return start.get(at) == HANDSHAKE && start.get(at + 1) == MAJOR_VERSION
        ? Detection.RECOGNIZED
        : Detection.NOT_RECOGNIZED;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return tls().newConnection(connector, endPoint);
  }

  private synchronized SslConnectionFactory tls() {
    if (tls == null) {
      SslContextFactory.Server context = new SslContextFactory.Server();
      context.setKeyStore(SelfSigned.keyStore());
      context.setKeyStorePassword("");
      SslConnectionFactory made = new SslConnectionFactory(context, next);
      LifeCycle.start(made);
      tls = made;
    }
    return tls;
  }

  @Override
  protected void doStop() throws Exception {
    synchronized (this) {
      LifeCycle.stop(tls);
    }
    super.doStop();
  }
}

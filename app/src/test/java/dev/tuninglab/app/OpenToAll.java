package dev.tuninglab.app;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The app listening on every address of this machine, asked at one that is not loopback. */
record OpenToAll(RunningApp app, String host) implements AutoCloseable {

  /** Where this machine has such an address; elsewhere the test is left out. */
  static OpenToAll start(TestDatabase database) throws StartFailure, SocketException {
    Optional<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    assumeThat(outside).as("an address that is not loopback").isPresent();
    String[] arguments = {"--port=0", "--host=0.0.0.0", "--db-url=" + database.url()};
    return new OpenToAll(
        RunningApp.start(AppSettings.of(arguments, Map.of())), outside.get().getHostAddress());
  }

  URI at(String path) {
    return URI.create("http://" + host + app.url().substring(app.url().lastIndexOf(':')) + path);
  }

  @Override
  public void close() {
    app.close();
  }
}

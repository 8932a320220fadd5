package dev.customerhealth.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address on which nobody listens, at the moment of asking. */
public final class FreePorts {

  private FreePorts() {}

  public static int any() throws IOException {
    return exactly(0);
  }

  /** That one, or any other when it is taken. */
  public static int preferably(int port) throws IOException {
    try {
      return exactly(port);
    } catch (BindException e) {
      return any();
    }
  }

  /**
   * That one.
   *
   * @throws BindException when it is taken; its message names it
   */
  public static int exactly(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (BindException e) {
      BindException named = new BindException("port " + port + " is in use or not allowed");
      named.initCause(e);
      throw named;
    }
  }
}

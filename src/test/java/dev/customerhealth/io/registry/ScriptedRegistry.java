package dev.customerhealth.io.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.customerhealth.testing.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP server that answers what it was told to, the last answer of a request again and again.
 */
final class ScriptedRegistry implements AutoCloseable {

  /** What was asked. */
  record Request(String line, String body, String authorization) {}

  private record Reply(int status, String body) {}

  private final HttpServer server;
  private final String scheme;
  private final Map<String, Deque<Reply>> replies = new HashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private ScriptedRegistry(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::answer);
    server.start();
  }

  static ScriptedRegistry http() throws IOException {
    return new ScriptedRegistry(HttpServer.create(anyPort(), 0), "http");
  }

  /**
   * @param clients who may come; null: everybody
   */
  static ScriptedRegistry https(Certificates own, Certificates clients) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(own.server(clients == null ? own : clients)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(clients != null);
            parameters.setSSLParameters(tls);
          }
        });
    return new ScriptedRegistry(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  String url() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /**
   * @param line such as {@code GET /schemas/ids/7}
   */
  ScriptedRegistry says(String line, int status, String body) {
    replies.computeIfAbsent(line, any -> new ArrayDeque<>()).add(new Reply(status, body));
    return this;
  }

  List<Request> requests() {
    return requests;
  }

  List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    byte[] asked = exchange.getRequestBody().readAllBytes();
    requests.add(
        new Request(
            line,
            new String(asked, StandardCharsets.UTF_8),
            exchange.getRequestHeaders().getFirst("Authorization")));
    Deque<Reply> script = replies.getOrDefault(line, new ArrayDeque<>());
    Reply reply = script.size() > 1 ? script.poll() : script.peek();
    if (reply == null) {
      reply = new Reply(404, "<html>no such page</html>");
    }
    byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
    exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

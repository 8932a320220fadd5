package dev.customerhealth.io.registry;

import dev.customerhealth.codec.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Requests and answers, with patience: what may be over soon is tried again, within bounds. Threads
 * may share it.
 */
final class RegistryHttp {

  /** Any status that another try would not change, such as 200, 404 or 409. */
  record Answer(int status, String body) {}

  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final long FIRST_WAIT_MILLIS = 200;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final String url;
  private final Duration requestTimeout;
  private final long retryForMillis;
  private final Optional<String> authorization;
  private final HttpClient client;

  /**
   * @throws RegistryException when the settings cannot be used: a placeholder that stands for
   *     nothing, a token that is none, a trust store that cannot be read
   */
  RegistryHttp(RegistrySettings settings) {
    try {
      this.url = settings.url();
      this.requestTimeout = settings.get(RegistryOptions.REQUEST_TIMEOUT);
      this.retryForMillis = settings.get(RegistryOptions.RETRY_FOR).toMillis();
      this.authorization = authorization(settings);
      this.client = client(settings);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(settings + ": " + e.getMessage());
    }
  }

  private static HttpClient client(RegistrySettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Elsewhere is somebody else, who must not see the password.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.get(RegistryOptions.REQUEST_TIMEOUT));
    return settings.isEncrypted()
        ? builder.sslContext(RegistryTls.context(settings)).build()
        : builder.build();
  }

  private static Optional<String> authorization(RegistrySettings settings) {
    Optional<String> basic =
        settings
            .find(RegistryOptions.USER_INFO)
            .map(info -> info.getBytes(StandardCharsets.UTF_8))
            .map(info -> "Basic " + Base64.getEncoder().encodeToString(info));
    return basic.isPresent()
        ? basic
        : settings.find(RegistryOptions.BEARER_TOKEN).map(token -> "Bearer " + checked(token));
  }

  /** The client would refuse such a header only with the first request, and quote it. */
  private static String checked(String token) {
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          "--"
              + RegistryOptions.BEARER_TOKEN.key()
              + ": has a character that no token has, such as a blank or a line break");
    }
    return token;
  }

  /**
   * @param what it is about, for messages
   * @throws RegistryException when there is no answer in spite of all patience
   */
  Answer get(String path, String what) {
    return answer(request(path).GET().build(), what);
  }

  /** As {@link #get}. */
  Answer post(String path, String json, String what) {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(json);
    return answer(request(path).header("Content-Type", JSON).POST(body).build(), what);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Accept", JSON + ", application/json");
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private Answer answer(HttpRequest request, String what) {
    long waitMillis = FIRST_WAIT_MILLIS;
    long waitedMillis = 0;
    for (int tries = 1; ; tries++) {
      String fault;
      try {
        HttpResponse<String> response = send(request);
        if (!isPassing(response.statusCode())) {
          return new Answer(response.statusCode(), response.body());
        }
        fault = "status " + response.statusCode();
      } catch (SSLHandshakeException e) {
        throw new RegistryException(about(what) + "no TLS connection: " + e.getMessage(), e);
      } catch (IOException e) {
        fault = nameOf(e);
      }
      if (waitedMillis + waitMillis > retryForMillis) {
        throw new RegistryException(
            about(what) + "no answer in %d tries, the last one: %s".formatted(tries, fault));
      }
      pause(waitMillis, what);
      waitedMillis += waitMillis;
      waitMillis = Math.min(2 * waitMillis, LONGEST_WAIT_MILLIS);
    }
  }

  /** The time limit of a request itself ends with the headers; this one covers the body, too. */
  private HttpResponse<String> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      return answer.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("nothing for " + requestTimeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException("interrupted while waiting for the schema registry", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static boolean isPassing(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private void pause(long millis, String what) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(about(what) + "interrupted while waiting for another try", e);
    }
  }

  /** How a message begins. */
  String about(String what) {
    return "schema registry " + url + ", " + what + ": ";
  }

  private static String nameOf(IOException e) {
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }
}

package dev.customerhealth.io.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.codec.RegistryException;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.testing.Certificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryTest {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}");
  private static final String FOUND = json("schema", SCHEMA.toString());
  private static final String MISSING = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
  private static final String SECRET = "hush-42";

  @TempDir static Path folder;

  private ScriptedRegistry server;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedRegistry.http();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anIdIsLookedUpAndAnUnknownOneIsNothing() {
    server.says("GET /schemas/ids/7", 200, FOUND).says("GET /schemas/ids/8", 404, MISSING);

    assertThat(registry().byId(7)).isEqualTo(SCHEMA);
    assertThat(registry().byId(8)).isNull();
  }

  @Test
  void whatPassesIsTriedAgain() {
    server
        .says("GET /schemas/ids/7", 503, "")
        .says("GET /schemas/ids/7", 429, "slowly")
        .says("GET /schemas/ids/7", 200, FOUND);

    assertThat(registry().byId(7)).isEqualTo(SCHEMA);
    assertThat(server.lines()).hasSize(3);
  }

  @Test
  void patienceEnds() {
    server.says("GET /schemas/ids/7", 503, "");

    assertThatThrownBy(() -> registry("retry.for", "600 ms").byId(7))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "schema registry %s, schema id 7: no answer in 3 tries, the last one: status 503"
                .formatted(server.url()));
    assertThat(server.lines()).hasSize(3);
  }

  @Test
  void nobodyThereIsNoAnswerEither() {
    String url = server.url();
    server.close();

    assertThatThrownBy(
            () -> new SchemaRegistry(settings(url, "retry.for", "200 ms")).idOf("s", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(url, "subject s", "no answer in 2 tries", "ConnectException");
  }

  @Test
  void aServerThatFallsSilentIsNotWaitedForForEver() throws IOException {
    try (ServerSocket silent = new ServerSocket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String url = "http://localhost:" + silent.getLocalPort();
      Thread half = new Thread(() -> beginAnAnswer(silent));
      half.start();

      assertThatThrownBy(
              () ->
                  new SchemaRegistry(settings(url, "retry.for", "0 ms", "request.timeout", "1 s"))
                      .byId(7))
          .hasMessageContaining("nothing for 1000 ms");
    }
  }

  /** Headers, and then never a body. */
  private static void beginAnAnswer(ServerSocket server) {
    try {
      Socket socket = server.accept();
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The test sees that there is no answer.
    }
  }

  @Test
  void aPageThatIsNotFoundSaysNothingAboutASchema() {
    assertThatThrownBy(() -> registry().byId(7))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("schema id 7", "no schema registry");
    assertThatThrownBy(() -> registry().idOf("s", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("subject s", "no schema registry");
    assertThatThrownBy(() -> registry().greet()).isInstanceOf(RegistryException.class);
  }

  @Test
  void whatIsNoAvroIsNoSchema() {
    server.says(
        "GET /schemas/ids/7", 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message M {}\"}");
    server.says("GET /schemas/ids/8", 200, json("schema", "{\"type\":\"recordd\"}"));

    assertThatThrownBy(() -> registry().byId(7)).isInstanceOf(SchemaParseException.class);
    assertThatThrownBy(() -> registry().byId(8)).isInstanceOf(SchemaParseException.class);
  }

  @Test
  void whatASchemaRefersToIsFetchedFirst() {
    server
        .says(
            "GET /schemas/ids/7",
            200,
            """
            {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"Outer\\",\\"fields\\":[{\\"name\\":\\"r\\",\\"type\\":\\"R\\"}]}",
             "references": [{"name": "R", "subject": "of r", "version": 3}]}
            """)
        .says("GET /subjects/of%20r/versions/3", 200, FOUND);

    assertThat(registry().byId(7).getField("r").schema()).isEqualTo(SCHEMA);
  }

  @Test
  void onlyWhatIsUnknownIsRegistered() {
    server
        .says("POST /subjects/s", 404, "{\"error_code\":40401,\"message\":\"Subject not found\"}")
        .says("POST /subjects/s/versions", 200, "{\"id\":5}");

    assertThat(registry().idOf("s", Topic.SCORES.schema())).isEqualTo(5);
    assertThat(server.lines()).containsExactly("POST /subjects/s", "POST /subjects/s/versions");
    assertThat(server.requests())
        .allSatisfy(request -> assertThat(request.body()).doesNotContain("avro.java"));
    server.says("POST /subjects/known", 200, "{\"subject\":\"known\",\"version\":2,\"id\":6}");
    assertThat(registry().idOf("known", SCHEMA)).isEqualTo(6);
    assertThat(server.lines()).hasSize(3);
  }

  @Test
  void whatIsRefusedIsSaidWithSubjectStatusAndReason() {
    server
        .says("POST /subjects/s", 404, MISSING)
        .says(
            "POST /subjects/s/versions",
            409,
            "{\"error_code\":409,\"message\":\"reader type: INT\\n%s\"}"
                .formatted("x".repeat(400)));

    assertThatThrownBy(() -> registry().idOf("s", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("subject s", "409", "incompatible", "reader type: INT x", " ...)")
        .hasMessageNotContaining("x".repeat(300));
    assertThat(server.lines()).as("refused is refused").hasSize(2);
  }

  @Test
  void userAndTokenAreSentAndNeverSaid() {
    server
        .says("GET /schemas/ids/7", 200, FOUND)
        .says("GET /schemas/ids/8", 401, "{\"error_code\":40101,\"message\":\"Unauthorized\"}")
        .says("GET /schemas/ids/9", 307, "");
    SchemaRegistry registry = registry("basic.auth.user.info", "an:" + SECRET);

    assertThat(registry.byId(7)).isEqualTo(SCHEMA);
    String basic =
        Base64.getEncoder().encodeToString(("an:" + SECRET).getBytes(StandardCharsets.UTF_8));
    assertThat(server.requests().get(0).authorization()).isEqualTo("Basic " + basic);
    for (int id : new int[] {8, 9}) {
      RegistryException refused =
          catchThrowableOfType(RegistryException.class, () -> registry.byId(id));
      assertThat(refused).hasMessageContainingAll("schema id " + id, id == 8 ? "401" : "307");
      assertThat(everything(refused)).doesNotContain(SECRET).doesNotContain(basic);
    }
    assertThat(server.lines()).doesNotContain("GET /elsewhere").hasSize(3);

    assertThat(registry("bearer.auth.token", SECRET).byId(7)).isEqualTo(SCHEMA);
    assertThat(server.requests().get(3).authorization()).isEqualTo("Bearer " + SECRET);
  }

  @Test
  void aSecretIsReadWhereItIsKeptWhenItIsNeeded() throws IOException {
    server.says("GET /schemas/ids/7", 200, FOUND);
    Path secret = folder.resolve("token");
    RegistrySettings settings =
        settings(server.url(), "bearer.auth.token", "${file:" + secret + "}");

    assertThatThrownBy(() -> new SchemaRegistry(settings))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("${file:" + secret + "}");
    Files.writeString(secret, SECRET + "\n");
    new SchemaRegistry(settings).byId(7);
    assertThat(server.requests().get(0).authorization()).isEqualTo("Bearer " + SECRET);
    assertThat(settings.toString()).doesNotContain("token");
  }

  @Test
  void aTokenThatIsNoneIsRefusedBeforeTheFirstRequestAndNotSaid() throws IOException {
    Path secret = Files.writeString(folder.resolve("torn token"), SECRET + "\n\n");
    for (String token :
        new String[] {
          SECRET + "\n\n", SECRET + " x", SECRET + "\u00e9", "${file:" + secret + "}"
        }) {
      RegistryException refused =
          catchThrowableOfType(RegistryException.class, () -> registry("bearer.auth.token", token));
      assertThat(refused)
          .hasMessageContainingAll(
              server.url(), "--schema-registry.bearer.auth.token", "a blank or a line break");
      assertThat(everything(refused)).doesNotContain(SECRET);
    }
    assertThat(server.lines()).isEmpty();
  }

  @Test
  void tlsTrustsWhomItIsToldToAndShowsItsOwnKey() throws IOException {
    Certificates own = Certificates.in(folder, "registry");
    Certificates job = Certificates.in(folder, "job");
    try (ScriptedRegistry tls = ScriptedRegistry.https(own, job)) {
      tls.says("GET /schemas/ids/7", 200, FOUND);
      RegistrySettings both =
          settings(
              tls.url(),
              "ssl.truststore.location",
              own.trustStore().toString(),
              "ssl.truststore.password",
              Certificates.PASSWORD,
              "ssl.keystore.location",
              job.keyStore().toString(),
              "ssl.keystore.password",
              Certificates.PASSWORD);
      assertThat(new SchemaRegistry(both).byId(7)).isEqualTo(SCHEMA);

      RegistrySettings strangers = settings(tls.url(), "retry.for", "200 ms");
      RegistryException refused =
          catchThrowableOfType(
              RegistryException.class, () -> new SchemaRegistry(strangers).byId(7));
      assertThat(refused).hasMessageContainingAll("schema id 7", "no TLS connection");

      RegistrySettings nameless =
          settings(
              tls.url(), "ssl.truststore.location", own.pem().toString(), "retry.for", "200 ms");
      assertThatThrownBy(() -> new SchemaRegistry(nameless).byId(7))
          .as("it trusts, and is not trusted")
          .isInstanceOf(RegistryException.class);
    }
    try (ScriptedRegistry tls = ScriptedRegistry.https(own, null)) {
      tls.says("GET /schemas/ids/7", 200, FOUND);
      assertThat(
              new SchemaRegistry(
                      settings(tls.url(), "ssl.truststore.location", own.pem().toString()))
                  .byId(7))
          .isEqualTo(SCHEMA);
    }
  }

  @Test
  void aStoreThatCannotBeUsedIsNamedAndItsPasswordIsNot() {
    Certificates own = Certificates.in(folder, "locked");
    RegistryException refused =
        catchThrowableOfType(
            RegistryException.class,
            () ->
                new SchemaRegistry(
                    settings(
                        "https://localhost:1",
                        "ssl.truststore.location",
                        own.trustStore().toString(),
                        "ssl.truststore.password",
                        SECRET)));

    assertThat(refused)
        .hasMessageContainingAll("schema-registry.ssl.truststore.location", "locked-trust.p12");
    assertThat(everything(refused)).doesNotContain(SECRET);
  }

  @Test
  void aKnownIdIsAskedForOnceAndOutlivesTheRegistry() throws Exception {
    server.says("GET /schemas/ids/7", 200, FOUND).says("GET /schemas/ids/8", 404, MISSING);
    RegistrySettings settings = settings(server.url(), "retry.for", "0 ms");
    RegisteredSchemas schemas = new RegisteredSchemas(settings);

    assertThat(schemas.byId(7)).isEqualTo(SCHEMA);
    assertThat(schemas.byId(8)).isNull();
    assertThat(schemas.byId(8)).isNull();
    assertThat(server.lines())
        .as("an unknown one is not asked for with every record")
        .containsExactly("GET /schemas/ids/7", "GET /schemas/ids/8");
    server.close();

    RegisteredSchemas restarted = InstantiationUtil.clone(schemas);
    assertThat(restarted.byId(7)).isEqualTo(SCHEMA);
    assertThatThrownBy(() -> restarted.byId(9))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("schema id 9");
  }

  @Test
  void whatIsNoAvroIsNotAskedForWithEveryRecord() throws Exception {
    server.says("GET /schemas/ids/7", 200, json("schema", "{\"type\":\"recordd\"}"));
    RegisteredSchemas schemas = new RegisteredSchemas(settings(server.url(), "retry.for", "0 ms"));

    String fault =
        catchThrowableOfType(SchemaParseException.class, () -> schemas.byId(7)).getMessage();
    assertThat(fault).contains("type");
    assertThatThrownBy(() -> schemas.byId(7))
        .isInstanceOf(SchemaParseException.class)
        .hasMessage(fault);
    assertThat(server.lines()).containsExactly("GET /schemas/ids/7");
    server.close();

    assertThatThrownBy(() -> InstantiationUtil.clone(schemas).byId(7))
        .as("it stays so in a restarted task")
        .isInstanceOf(SchemaParseException.class);
  }

  private SchemaRegistry registry(String... namesAndValues) {
    return new SchemaRegistry(settings(server.url(), namesAndValues));
  }

  private static RegistrySettings settings(String url, String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(RegistryOptions.PREFIX + namesAndValues[i], namesAndValues[i + 1]);
    }
    RegistrySettings settings = new RegistrySettings(url, values);
    assertThat(settings.faults()).isEmpty();
    return settings;
  }

  private static String everything(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String json(String name, String value) {
    return new ObjectMapper().createObjectNode().put(name, value).toString();
  }
}

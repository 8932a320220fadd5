package dev.customerhealth.testing;

import dev.customerhealth.cli.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker that encrypts, asks for a name and a password, and allows nothing by itself. What the
 * test itself sends and reads goes through a second door, as the administrator.
 */
public final class SecureBroker implements AutoCloseable {

  public static final String USER = "customer-health";
  public static final String PASSWORD = "hush-hush-31415";

  private final Broker broker;
  private final Admin admin;
  private final Certificates certificates;
  private final int securePort;

  private SecureBroker(Broker broker, Certificates certificates, int securePort) {
    this.broker = broker;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    this.certificates = certificates;
    this.securePort = securePort;
  }

  /**
   * Starts one with the topics of the contract, and a user without rights.
   *
   * @param folder for its certificates
   */
  public static SecureBroker start(Path folder) throws Exception {
    Certificates certificates = Certificates.in(folder, "broker");
    List<Integer> ports = freePorts();
    EmbeddedKafka kafka = EmbeddedKafka.start(ports.get(0), properties(ports, certificates));
    SecureBroker secure = new SecureBroker(Broker.start(kafka), certificates, ports.get(2));
    secure
        .admin
        .alterUserScramCredentials(
            List.of(
                new UserScramCredentialUpsertion(
                    USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
        .all()
        .get();
    return secure;
  }

  private static Map<String, String> properties(List<Integer> ports, Certificates certificates) {
    String secure = "listener.name.secure.";
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "listeners",
        "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d,SECURE://localhost:%d"
            .formatted(ports.toArray()));
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL");
    properties.put("controller.quorum.voters", "1@localhost:" + ports.get(1));
    properties.put(secure + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.put(
        secure + "scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    properties.put(secure + "ssl.keystore.location", certificates.keyStore().toString());
    properties.put(secure + "ssl.keystore.password", Certificates.PASSWORD);
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:ANONYMOUS");
    return properties;
  }

  /** As the administrator. */
  public Broker broker() {
    return broker;
  }

  public void allow(Collection<AclBinding> rules) throws Exception {
    admin.createAcls(rules).all().get();
  }

  public void forbid(AclBinding rule) throws Exception {
    admin.deleteAcls(List.of(rule.toFilter())).all().get();
  }

  /**
   * Writes what the job is told in {@code --config}, as docs/security.md shows it: the secrets are
   * in files of their own.
   */
  public Path config(Path folder, String password) throws IOException {
    Path jaas =
        Files.writeString(
            folder.resolve("kafka.jaas"),
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";\n"
                .formatted(USER, password));
    Path trust = Files.writeString(folder.resolve("trust.password"), Certificates.PASSWORD + "\n");
    return Files.writeString(
        folder.resolve("job.properties"),
        """
        bootstrap-servers=localhost:%d
        kafka.security.protocol=SASL_SSL
        kafka.sasl.mechanism=SCRAM-SHA-512
        kafka.sasl.jaas.config=${file:%s}
        kafka.ssl.truststore.location=%s
        kafka.ssl.truststore.password=${file:%s}
        """
            .formatted(securePort, jaas, certificates.trustStore(), trust));
  }

  private static List<Integer> freePorts() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket a = new ServerSocket(0, 1, here);
        ServerSocket b = new ServerSocket(0, 1, here);
        ServerSocket c = new ServerSocket(0, 1, here)) {
      return List.of(a.getLocalPort(), b.getLocalPort(), c.getLocalPort());
    }
  }

  @Override
  public void close() throws Exception {
    admin.close();
    broker.close();
  }
}

package dev.customerhealth.io.registry;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * How to talk to the schema registry. Names are those of Confluent's clients after {@code
 * schema-registry.} in place of {@code schema.registry.}.
 */
public final class RegistryOptions {

  /** What every name here begins with. */
  public static final String PREFIX = "schema-registry.";

  public static final ConfigOption<String> USER_INFO =
      key(PREFIX + "basic.auth.user.info")
          .stringType()
          .noDefaultValue()
          .withDescription("USER:PASSWORD for HTTP basic authentication. Secret.");

  public static final ConfigOption<String> BEARER_TOKEN =
      key(PREFIX + "bearer.auth.token")
          .stringType()
          .noDefaultValue()
          .withDescription("Token for HTTP bearer authentication. Secret.");

  public static final ConfigOption<String> TRUST_STORE =
      key(PREFIX + "ssl.truststore.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the certificates to trust: PKCS12, JKS or PEM. Without it those of Java.");

  public static final ConfigOption<String> TRUST_STORE_PASSWORD =
      key(PREFIX + "ssl.truststore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Its password. Secret.");

  public static final ConfigOption<String> KEY_STORE =
      key(PREFIX + "ssl.keystore.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the job's own key and certificate, for a registry that asks for one:"
                  + " PKCS12 or JKS.");

  public static final ConfigOption<String> KEY_STORE_PASSWORD =
      key(PREFIX + "ssl.keystore.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Its password. Secret.");

  public static final ConfigOption<String> KEY_PASSWORD =
      key(PREFIX + "ssl.key.password")
          .stringType()
          .noDefaultValue()
          .withDescription("The key's password, if it is another one. Secret.");

  public static final ConfigOption<Duration> REQUEST_TIMEOUT =
      key(PREFIX + "request.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How long one request may take.");

  public static final ConfigOption<Duration> RETRY_FOR =
      key(PREFIX + "retry.for")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "How long to wait in all between the tries of a request that gets no answer, or one"
                  + " of 408, 429 or 5xx: 200 ms at first, then twice as long, at most 5 s.");

  /** In the order of the documentation. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          USER_INFO,
          BEARER_TOKEN,
          TRUST_STORE,
          TRUST_STORE_PASSWORD,
          KEY_STORE,
          KEY_STORE_PASSWORD,
          KEY_PASSWORD,
          REQUEST_TIMEOUT,
          RETRY_FOR);

  private RegistryOptions() {}
}

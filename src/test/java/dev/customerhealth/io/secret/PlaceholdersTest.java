package dev.customerhealth.io.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

  private static final FromEnvironment ENVIRONMENT =
      new FromEnvironment(Map.of("USER_NAME", "an", "PASS", "$ecr{et}"));

  @TempDir Path folder;

  @Test
  void placeholdersStandAloneOrInAText() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), " two\nlines\n");
    Path properties = Files.writeString(folder.resolve("a.properties"), "x=y z\n");

    assertThat(replaced("${env:PASS}")).isEqualTo("$ecr{et}");
    assertThat(replaced("${env:USER_NAME}:${env:PASS}!")).isEqualTo("an:$ecr{et}!");
    assertThat(replaced("${file:" + secret + "}")).isEqualTo(" two\nlines");
    assertThat(replaced("${file:" + properties + ":x}")).isEqualTo("y z");
    assertThat(replaced("plain ${other:x} $")).isEqualTo("plain ${other:x} $");
  }

  @Test
  void whatStandsForNothingIsNamed() throws IOException {
    Path properties = Files.writeString(folder.resolve("a.properties"), "x=hush\n");
    for (String nothing :
        new String[] {
          "${env:NOBODY}", "${file:" + folder + "/none}", "${file:" + properties + ":y}"
        }) {
      assertThatThrownBy(() -> replaced(nothing + "${env:PASS}"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(nothing)
          .hasMessageNotContaining("hush")
          .hasMessageNotContaining("$ecr{et}");
    }
  }

  @Test
  void aKafkaClientReplacesThemByItself() throws IOException {
    Path secret = Files.writeString(folder.resolve("jaas"), "a b=\"c\";\n");
    Map<String, String> given =
        Map.of("bootstrap.servers", "h:1", "sasl.jaas.config", "${file:" + secret + "}");
    Map<String, String> told = Placeholders.forKafka(given);

    assertThat(told).containsAllEntriesOf(given);
    assertThat(told.toString()).doesNotContain("b=");
    assertThat(client(told).getPassword("sasl.jaas.config")).isEqualTo(new Password("a b=\"c\";"));
    Files.delete(secret);
    assertThatThrownBy(() -> client(told))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(secret.toString());
  }

  @Test
  void otherProvidersOfSecretsStayInForce() {
    Map<String, String> told =
        Placeholders.forKafka(
            Map.of(
                "config.providers", "vault, env",
                "config.providers.env.class", "x.Own",
                "ssl.key.password", "${env:A}"));

    assertThat(told)
        .containsEntry("config.providers", "vault,env,file")
        .containsEntry("config.providers.env.class", "x.Own")
        .containsEntry("config.providers.file.class", FromFile.class.getName());
    assertThat(Placeholders.forKafka(Map.of("linger.ms", "5"))).containsOnlyKeys("linger.ms");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.key.password",
        "ssl.keystore.key",
        "ssl.truststore.password",
        "schema-registry.basic.auth.user.info",
        "schema-registry.bearer.auth.token",
        "schema-registry.ssl.keystore.password",
        "some.api-key",
        "db-password"
      })
  void secretsAreKnownByTheirNames(String name) {
    assertThat(SecretNames.isOne(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.oauthbearer.token.endpoint.url",
        "security.protocol",
        "ssl.truststore.location",
        "sasl.mechanism",
        "key.serializer",
        "home-currency",
        "transactional-id-prefix"
      })
  void whatIsNoSecretIsKnown(String name) {
    assertThat(SecretNames.isOne(name)).isFalse();
  }

  private static String replaced(String text) {
    return Placeholders.replaceIn(text, ENVIRONMENT);
  }

  private static AdminClientConfig client(Map<String, String> properties) {
    Properties all = new Properties();
    all.putAll(new HashMap<>(properties));
    return new AdminClientConfig(all);
  }
}

package dev.customerhealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

  private static final Path PAGE = Path.of("docs", "asyncapi.yaml");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void thePageSaysWhatTopicsAndSchemasSay() throws IOException {
    GeneratedFile.assertSays(PAGE, AsyncApi.yaml(version()));
  }

  @Test
  void thePageIsAnAsyncApiDocument() throws IOException {
    JsonNode page = YAML.readTree(PAGE.toFile());

    assertThat(asyncApi().validate(page)).isEmpty();
    ((ObjectNode) page.at("/operations/writeAlerts")).put("action", "shout");
    assertThat(asyncApi().validate(page)).as("the schema can tell").isNotEmpty();
  }

  /** Read back from the page, not from the code that wrote it. */
  @Test
  void everyTopicIsAChannelWithItsRecord() throws IOException {
    JsonNode page = YAML.readTree(PAGE.toFile());
    List<String> addresses = new ArrayList<>();

    for (JsonNode channel : page.path("channels")) {
      String address = channel.path("address").asText();
      addresses.add(address);
      Topic topic = Topic.named(address, Topic.DEFAULT_PREFIX).orElseThrow();
      JsonNode message = follow(page, channel.path("messages").iterator().next());
      String schema = message.at("/payload/schema").toString();
      assertThat(new Schema.Parser().parse(schema)).as(address).isEqualTo(topic.schema());
    }
    assertThat(addresses)
        .containsExactlyElementsOf(
            Arrays.stream(Topic.values())
                .map(topic -> topic.fullName(Topic.DEFAULT_PREFIX))
                .toList());
    assertThat(page.path("operations")).hasSameSizeAs(addresses);
  }

  private static JsonNode follow(JsonNode page, JsonNode reference) {
    return page.at(reference.path("$ref").asText().substring(1));
  }

  /** Of the AsyncAPI Initiative, Apache License 2.0; from its package of specifications, 6.11.1. */
  private static JsonSchema asyncApi() throws IOException {
    try (InputStream packed =
            AsyncApiTest.class.getResourceAsStream("asyncapi-3.0.0.schema.json.gz");
        InputStream schema = new GZIPInputStream(packed)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }
  }

  private static String version() throws IOException {
    try (InputStream file =
        AsyncApiTest.class.getResourceAsStream("/customer-health/version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    }
  }
}

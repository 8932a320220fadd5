package dev.customerhealth.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** docs/asyncapi.yaml: all topics as an AsyncAPI 3.0 document, from {@link Topic} and avro/. */
final class AsyncApi {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
  private static final String HEAD =
      """
      # Made from Topic and avro/ by a test; do not edit (mvn test -Dtest=AsyncApiTest -Ddeploy.write=true writes it anew).
      """;

  private AsyncApi() {}

  static String yaml(String version) {
    try {
      return HEAD + YAML.writeValueAsString(document(version));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode document(String version) {
    ObjectNode document = NODES.objectNode().put("asyncapi", "3.0.0");
    info(document.putObject("info"), version);
    document.put("defaultContentType", OutputFormat.AVRO.contentType());
    server(document.putObject("servers").putObject("kafka"));
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode components = document.putObject("components");
    ObjectNode messages = components.putObject("messages");
    ObjectNode traits = components.putObject("messageTraits");
    cloudEvents(traits.putObject("cloudEvent"));
    for (Topic topic : Topic.values()) {
      channel(channels.putObject(id(topic)), topic);
      operation(operations.putObject(verb(topic) + capital(id(topic))), topic);
      message(messages.putObject(id(topic)), topic);
    }
    return document;
  }

  private static void info(ObjectNode info, String version) {
    info.put("title", "customer-health").put("version", version);
    info.put(
        "description",
        "The topics of the customer-health job. It receives what it reads and sends what it writes;"
            + " whoever integrates does the opposite. Values are Avro in single-object encoding, or"
            + " framed for a schema registry; with --output-format json those that the job sends"
            + " are JSON with the same field names, times as ISO-8601 text and money as plain"
            + " decimal text. A record without a value (tombstone) says that nothing is known of"
            + " its key any more. Read with isolation.level=read_committed. Every address begins"
            + " with the value of --topic-prefix, customer-health unless told otherwise.");
    info.putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
  }

  private static void server(ObjectNode server) {
    server.put("host", "{bootstrapServer}").put("protocol", "kafka");
    server.put("description", "The Kafka that --bootstrap-servers names.");
    server
        .putObject("variables")
        .putObject("bootstrapServer")
        .put("default", "localhost:9092")
        .put("description", "Host and port of a broker.");
  }

  private static void channel(ObjectNode channel, Topic topic) {
    channel.put("address", topic.fullName(Topic.DEFAULT_PREFIX));
    channel.put("description", topic.schema().getDoc());
    reference(
        channel.putObject("messages").putObject(id(topic)), "#/components/messages/" + id(topic));
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.fullName(Topic.DEFAULT_PREFIX)).put("partitions", topic.partitions());
    ObjectNode settings = kafka.putObject("topicConfiguration");
    ArrayNode cleanup = settings.putArray("cleanup.policy");
    List.of(topic.cleanup().kafkaValue().split(",")).forEach(cleanup::add);
    settings.put("retention.ms", topic.retentionMillis());
    kafka.put("bindingVersion", "0.5.0");
    channel.put("x-key", topic.key());
    channel.put("x-message-timestamp-type", topic.timestamps().kafkaValue());
  }

  private static void operation(ObjectNode operation, Topic topic) {
    operation.put("action", topic.isInput() ? "receive" : "send");
    reference(operation.putObject("channel"), "#/channels/" + id(topic));
    operation.put(
        "summary", "The job " + (topic.isInput() ? "reads " : "writes ") + topic.suffix() + ".");
  }

  private static void message(ObjectNode message, Topic topic) {
    message.put("name", topic.schema().getName()).put("title", topic.schema().getName());
    message.put("summary", topic.schema().getDoc());
    ObjectNode payload = message.putObject("payload");
    payload.put("schemaFormat", "application/vnd.apache.avro+json;version=1.12.0");
    payload.set("schema", avro(topic.schema()));
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    kafka.putObject("key").put("type", "string").put("description", topic.key());
    kafka.put("bindingVersion", "0.5.0");
    if (topic.isCloudEvents()) {
      reference(message.putArray("traits").addObject(), "#/components/messageTraits/cloudEvent");
    }
  }

  private static ObjectNode avro(Schema schema) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(schema.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void cloudEvents(ObjectNode trait) {
    ObjectNode headers = trait.putObject("headers").put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    ArrayNode required = headers.putArray("required");
    List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type")
        .forEach(
            name -> {
              properties.putObject(name).put("type", "string");
              required.add(name);
            });
  }

  private static void reference(ObjectNode node, String target) {
    node.put("$ref", target);
  }

  private static String verb(Topic topic) {
    return topic.isInput() ? "read" : "write";
  }

  /** In camelCase, such as {@code scoresFlat}. */
  private static String id(Topic topic) {
    List<String> words = new ArrayList<>(Arrays.asList(topic.suffix().split("-")));
    String first = words.remove(0);
    return first + String.join("", words.stream().map(AsyncApi::capital).toList());
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}

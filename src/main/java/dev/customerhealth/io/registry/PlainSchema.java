package dev.customerhealth.io.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** A schema as the contract has it, without what the code generator adds for Java. */
final class PlainSchema {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FOR_JAVA = "avro.java.string";

  private PlainSchema() {}

  static String text(Schema schema) {
    try {
      JsonNode tree = MAPPER.readTree(schema.toString());
      withoutJava(tree);
      // Avro writes {"type": "string"} as "string".
      return new Schema.Parser().parse(tree.toString()).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is no JSON", e);
    }
  }

  private static void withoutJava(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(FOR_JAVA);
    }
    node.forEach(PlainSchema::withoutJava);
  }
}

package dev.customerhealth.io.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.codec.RegistryException;
import dev.customerhealth.io.registry.RegistryHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * What the job asks a schema registry for. Remembers nothing. Every {@link RegistryException} names
 * the subject or the id and the HTTP status, and holds no secret. Threads may share it.
 */
public final class SchemaRegistry {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String AVRO = "AVRO";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int SCHEMA_NOT_FOUND = 40403;
  private static final int MESSAGE_CHARS = 300;

  private final RegistryHttp http;

  /**
   * @throws RegistryException when the settings cannot be used
   */
  public SchemaRegistry(RegistrySettings settings) {
    this.http = new RegistryHttp(settings);
  }

  /**
   * Makes sure that a schema registry answers.
   *
   * @throws RegistryException when none does
   */
  public void greet() {
    String what = "schema types";
    if (!json(expectOk(http.get("/schemas/types", what), what), what).isArray()) {
      throw notARegistry(what);
    }
  }

  /**
   * The schema of this id, with all that it refers to; null when the registry has none.
   *
   * @throws RegistryException when the registry does not say
   * @throws SchemaParseException when it is no schema of Avro
   */
  @Nullable Schema byId(int id) {
    String what = "schema id " + id;
    Answer answer = http.get("/schemas/ids/" + id, what);
    if (answer.status() == NOT_FOUND) {
      // A proxy or a wrong path answers 404, too: that says nothing about the schema.
      if (errorCode(answer) == SCHEMA_NOT_FOUND) {
        return null;
      }
      throw notARegistry(what);
    }
    JsonNode found = json(expectOk(answer, what), what);
    Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
    addReferences(found, parser, new HashSet<>());
    return parse(found, parser, what);
  }

  /** What a schema is made of comes first, and what that is made of before it. */
  private void addReferences(JsonNode schema, Schema.Parser parser, Set<String> seen) {
    for (JsonNode reference : schema.path("references")) {
      String subject = reference.path("subject").asText();
      int version = reference.path("version").asInt();
      if (seen.add(subject + "/" + version)) {
        String what = "subject " + subject + ", version " + version;
        String path = "/subjects/" + encoded(subject) + "/versions/" + version;
        JsonNode found = json(expectOk(http.get(path, what), what), what);
        addReferences(found, parser, seen);
        parse(found, parser, what);
      }
    }
  }

  private Schema parse(JsonNode found, Schema.Parser parser, String what) {
    String type = found.path("schemaType").asText(AVRO);
    if (!type.equals(AVRO)) {
      throw new SchemaParseException(what + " is of type " + type);
    }
    if (!found.path("schema").isTextual()) {
      throw notARegistry(what);
    }
    return parser.parse(found.path("schema").textValue());
  }

  /**
   * The id of a schema under a subject. It is registered if it is not yet: whoever has no right to
   * do so may have it done by somebody else before.
   *
   * @throws RegistryException when it is not there and the registry refuses it
   */
  public int idOf(String subject, Schema schema) {
    String what = "subject " + subject;
    String path = "/subjects/" + encoded(subject);
    String json = MAPPER.createObjectNode().put("schema", PlainSchema.text(schema)).toString();
    Answer known = http.post(path, json, what);
    if (known.status() != NOT_FOUND) {
      return id(known, what);
    }
    if (errorCode(known) == 0) {
      throw notARegistry(what);
    }
    Answer registered = http.post(path + "/versions", json, what);
    if (registered.status() == CONFLICT) {
      throw new RegistryException(
          http.about(what)
              + "status 409, refused: the schema is incompatible with what is registered there"
              + message(registered));
    }
    return id(registered, what);
  }

  private int id(Answer answer, String what) {
    JsonNode id = json(expectOk(answer, what), what).path("id");
    if (!id.isInt()) {
      throw notARegistry(what);
    }
    return id.intValue();
  }

  private Answer expectOk(Answer answer, String what) {
    if (answer.status() == OK) {
      return answer;
    }
    throw new RegistryException(
        http.about(what)
            + "status "
            + answer.status()
            + meaning(answer.status())
            + message(answer));
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401 -> ", the credentials are missing or wrong";
      case 403 -> ", the credentials do not suffice";
      default -> status / 100 == 3 ? ", redirected: give the address itself" : "";
    };
  }

  private RegistryException notARegistry(String what) {
    return new RegistryException(
        http.about(what) + "what answers there is no schema registry; is the path complete?");
  }

  private JsonNode json(Answer answer, String what) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw notARegistry(what);
    }
  }

  /** 0 for an answer that has none. */
  private static int errorCode(Answer answer) {
    return error(answer).path("error_code").asInt();
  }

  /** Only what the registry says of the fault, clipped: anything else might repeat the request. */
  private static String message(Answer answer) {
    String said = error(answer).path("message").asText().replaceAll("\\p{Cntrl}+", " ").strip();
    if (said.isEmpty()) {
      return "";
    }
    boolean isLong = said.length() > MESSAGE_CHARS;
    return " (" + (isLong ? said.substring(0, MESSAGE_CHARS) + " ..." : said) + ")";
  }

  private static JsonNode error(Answer answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return MAPPER.createObjectNode();
    }
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package dev.customerhealth.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Outputs as text, to be compared to the byte. */
public final class Records {

  public static final String TOMBSTONE = "tombstone";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Records() {}

  public static String text(OutputMessage message) {
    byte[] value = message.value();
    return value == null ? TOMBSTONE : new String(value, StandardCharsets.UTF_8);
  }

  public static JsonNode json(OutputMessage message) {
    return json(text(message));
  }

  public static JsonNode json(String record) {
    try {
      return JSON.readTree(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(record, e);
    }
  }

  public static List<OutputMessage> on(Topic topic, Collection<OutputMessage> messages) {
    return messages.stream().filter(message -> message.topic() == topic).toList();
  }

  /** The records of a topic in their order, per key. */
  public static Map<String, List<String>> perKey(Topic topic, Collection<OutputMessage> messages) {
    Map<String, List<String>> records = new TreeMap<>();
    for (OutputMessage message : on(topic, messages)) {
      records.computeIfAbsent(message.key(), key -> new ArrayList<>()).add(text(message));
    }
    return records;
  }
}

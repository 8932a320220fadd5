package dev.customerhealth.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one YAML document from anybody: bounded in size, depth and number of values; without
 * anchors, aliases and tags, so that a few lines cannot unfold into gigabytes; a key given twice is
 * a fault instead of a silent loss. Never throws.
 */
final class YamlDocument {

  static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 12;
  private static final int MAX_VALUES = 100_000;
  private static final int MAX_KEY_LENGTH = 128;
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final YAMLParser parser;
  private final YamlFaults faults;
  private int values;

  private YamlDocument(YAMLParser parser, YamlFaults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /** The document's mapping, or empty with the reason among the faults. */
  static Optional<YamlNode.Mapping> read(String yaml, YamlFaults faults) {
    if (yaml.length() > MAX_BYTES || yaml.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      faults.add(YamlPath.ROOT, "is too big, at most " + MAX_BYTES + " bytes are allowed");
      return Optional.empty();
    }
    try (YAMLParser parser = FACTORY.createParser(yaml)) {
      return new YamlDocument(parser, faults).root();
    } catch (JsonProcessingException e) {
      faults.add(YamlPath.ROOT, "is not YAML: " + reason(e));
    } catch (TooMuch e) {
      faults.add(e.path, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      // The scanner below Jackson has exceptions of its own, for instance for control characters.
      faults.add(YamlPath.ROOT, "is not YAML: " + oneLine(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private Optional<YamlNode.Mapping> root() throws IOException {
    if (parser.nextToken() == null) {
      faults.add(YamlPath.ROOT, "is empty, must be a mapping that begins with version");
      return Optional.empty();
    }
    YamlNode root = node(YamlPath.ROOT, 0);
    if (parser.nextToken() != null) {
      faults.add(YamlPath.ROOT, "is followed by another one, only one is allowed");
    }
    if (root instanceof YamlNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    faults.add(root, "must be a mapping, is " + root.kind());
    return Optional.empty();
  }

  private YamlNode node(YamlPath path, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new TooMuch(path, "is nested too deep, at most " + MAX_DEPTH + " levels are allowed");
    }
    if (++values > MAX_VALUES) {
      throw new TooMuch(
          YamlPath.ROOT, "has too many values, at most " + MAX_VALUES + " are allowed");
    }
    int line = parser.currentTokenLocation().getLineNr();
    refuseReferences(path);
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(path, line, depth);
      case START_ARRAY -> sequence(path, line, depth);
      case VALUE_NULL -> new YamlNode.Scalar(path, line, null);
      default -> new YamlNode.Scalar(path, line, parser.getText());
    };
  }

  private void refuseReferences(YamlPath path) throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      faults.add(path, "anchors and aliases (&, *) are not allowed");
    }
    if (parser.getTypeId() != null) {
      faults.add(path, "tags (!) are not allowed");
    }
  }

  private YamlNode mapping(YamlPath path, int line, int depth) throws IOException {
    var entries = new LinkedHashMap<String, YamlNode>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = parser.currentTokenLocation().getLineNr();
      if (key.length() > MAX_KEY_LENGTH) {
        throw new TooMuch(
            path, "has a key of more than " + MAX_KEY_LENGTH + " characters on line " + keyLine);
      }
      parser.nextToken();
      YamlNode value = node(path.child(key), depth + 1);
      YamlNode before = entries.putIfAbsent(key, value);
      if (before != null) {
        faults.add(value, "is given twice, first on line " + before.line());
      }
    }
    return new YamlNode.Mapping(path, line, entries);
  }

  private YamlNode sequence(YamlPath path, int line, int depth) throws IOException {
    var items = new ArrayList<YamlNode>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path.item(items.size()), depth + 1));
    }
    return new YamlNode.Sequence(path, line, items);
  }

  private static String reason(JsonProcessingException e) {
    String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    return oneLine(e.getOriginalMessage()) + where;
  }

  private static String oneLine(@Nullable String message) {
    String[] lines = String.valueOf(message).strip().split("\\R");
    return YamlFaults.excerpt(lines[0].strip());
  }

  /** Reading on would cost more than the document is worth. */
  private static final class TooMuch extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient YamlPath path;

    TooMuch(YamlPath path, String message) {
      super(message);
      this.path = path;
    }
  }
}

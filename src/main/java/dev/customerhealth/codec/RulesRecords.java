package dev.customerhealth.codec;

import dev.customerhealth.avro.RulesDocument;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rules topic. It may travel inside a Flink function. */
public final class RulesRecords implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Stands before the version in the key of a document that only scores beside the live one. */
  public static final String SHADOW = "shadow:";

  /** Faults beyond as many characters are counted, not told: a dead letter has its own limit. */
  private static final int MOST_DETAIL = 32 * 1024;

  private final @Nullable SchemaLookup registry;
  private final transient PayloadReader<RulesDocument> documents;

  /**
   * @param registry resolves the ids of the Confluent framing; null when none is configured
   */
  public RulesRecords(@Nullable SchemaLookup registry) {
    Contract.load();
    this.registry = registry;
    this.documents = new PayloadReader<>(RulesDocument.getClassSchema(), registry);
  }

  /**
   * Whatever the record, it never throws on its account.
   *
   * @throws RegistryException when the registry is needed and does not answer
   */
  public RulesRecord read(Envelope record) {
    byte[] bytes = record.key();
    String key = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    boolean shadow = key.startsWith(SHADOW);
    String version = shadow ? key.substring(SHADOW.length()) : key;
    if (shadow && record.payload().length == 0) {
      return new RulesRecord.ShadowEnds(version);
    }
    try {
      RulesDocument document = documents.read(record.payload());
      return document(document, version, shadow);
    } catch (Rejection e) {
      return new RulesRecord.Refused(e.reason(), e.detail());
    }
  }

  private Object readResolve() {
    return new RulesRecords(registry);
  }

  private static RulesRecord document(RulesDocument document, String version, boolean shadow) {
    List<String> faults = new ArrayList<>();
    expect("key", version, document.getVersion(), faults);
    RulesYaml.Result result = RulesYaml.read(document.getYaml());
    if (result instanceof RulesYaml.Valid valid) {
      expect("version", valid.rules().version(), document.getVersion(), faults);
      if (faults.isEmpty()) {
        return new RulesRecord.Document(valid.rules(), shadow);
      }
    } else {
      faults.addAll(((RulesYaml.Invalid) result).faults());
    }
    return refused(faults);
  }

  private static void expect(String what, String found, String version, List<String> faults) {
    if (!found.equals(version)) {
      faults.add(
          "%s: must be the version of the record, %s, is %s"
              .formatted(what, YamlFaults.excerpt(version), YamlFaults.excerpt(found)));
    }
  }

  /** A document with faults. */
  public static RulesRecord.Refused refused(List<String> faults) {
    StringBuilder detail = new StringBuilder();
    int told = 0;
    for (String fault : faults) {
      if (detail.length() + fault.length() > MOST_DETAIL) {
        detail.append("\nand ").append(faults.size() - told).append(" more");
        break;
      }
      detail.append(told++ == 0 ? "" : "\n").append(fault);
    }
    return new RulesRecord.Refused(RejectReason.INVALID_RULES, detail.toString());
  }
}

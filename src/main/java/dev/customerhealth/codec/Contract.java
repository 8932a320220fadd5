package dev.customerhealth.codec;

import dev.customerhealth.avro.Action;
import dev.customerhealth.avro.Case;
import dev.customerhealth.avro.Feedback;
import dev.customerhealth.avro.Observation;
import dev.customerhealth.avro.Profile;
import dev.customerhealth.avro.Purchase;
import dev.customerhealth.avro.Referral;
import dev.customerhealth.avro.RulesDocument;
import dev.customerhealth.avro.Visit;
import dev.customerhealth.domain.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/** The schemas of today and of every release before, by their fingerprints. */
final class Contract {

  private static final String HISTORY = "/avro/history/";

  static {
    trustGeneratedClasses();
  }

  private static final Map<Long, Schema> WRITERS = writers();

  private Contract() {}

  /**
   * Avro refuses to load classes of packages that it was not told to trust. Every class of this
   * package that touches a generated one calls this first, so that a plain {@code flink run} needs
   * no JVM flag.
   */
  static void load() {
    // The static initializer has done the work.
  }

  static Schema input(EventType type) {
    return switch (type) {
      case PROFILE -> Profile.getClassSchema();
      case VISIT -> Visit.getClassSchema();
      case PURCHASE -> Purchase.getClassSchema();
      case FEEDBACK -> Feedback.getClassSchema();
      case CASE -> Case.getClassSchema();
      case OBSERVATION -> Observation.getClassSchema();
      case REFERRAL -> Referral.getClassSchema();
      case ACTION -> Action.getClassSchema();
      case CONVERSION -> throw new IllegalArgumentException("No input: " + type);
    };
  }

  /** The schema of this CRC-64-AVRO fingerprint, of any release. */
  static @Nullable Schema writer(long fingerprint) {
    return WRITERS.get(fingerprint);
  }

  private static void trustGeneratedClasses() {
    ClassSecurityValidator.ClassSecurityPredicate generated =
        type -> type.getPackageName().equals(Purchase.class.getPackageName());
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), generated));
  }

  private static Map<Long, Schema> writers() {
    Map<Long, Schema> writers = new HashMap<>();
    history().forEach(schema -> put(writers, schema));
    // Today's come last: of two with one fingerprint they carry the logical types in force.
    EventType.inputs().forEach(type -> put(writers, input(type)));
    put(writers, RulesDocument.getClassSchema());
    return Map.copyOf(writers);
  }

  private static void put(Map<Long, Schema> writers, Schema schema) {
    writers.put(SchemaNormalization.parsingFingerprint64(schema), schema);
  }

  /** A jar cannot be listed, so {@code index.txt} names its schemas, one path a line. */
  private static List<Schema> history() {
    return text("index.txt").lines().filter(line -> !line.isBlank()).map(Contract::parse).toList();
  }

  private static Schema parse(String path) {
    return new Schema.Parser().parse(text(path));
  }

  private static String text(String path) {
    try (InputStream in = Contract.class.getResourceAsStream(HISTORY + path)) {
      if (in == null) {
        throw new IllegalStateException("missing in the jar: " + HISTORY + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.customerhealth;

import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputEncoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.RegistryException;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.codec.SchemaLookup;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.io.registry.OutputIds;
import dev.customerhealth.io.registry.RegisteredSchemas;
import dev.customerhealth.io.registry.RegistrySettings;
import dev.customerhealth.io.registry.SchemaRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How records are read and written, as the settings say: with a schema registry or without. */
public final class WireFormat {

  private static final Logger LOG = LoggerFactory.getLogger(WireFormat.class);

  private WireFormat() {}

  /** What resolves the ids of the Confluent framing; null without a registry. */
  public static @Nullable SchemaLookup schemas(JobSettings settings) {
    return settings.registry().map(RegisteredSchemas::new).orElse(null);
  }

  public static EventDecoder decoder(JobSettings settings) {
    return new EventDecoder(schemas(settings));
  }

  /**
   * Asks a registry for its ids, if there is one: what cannot be written must not be computed
   * either.
   *
   * @throws RegistryException when it refuses or does not answer
   */
  public static Reports reports(JobSettings settings) {
    OutputFormat format = settings.get(HealthOptions.OUTPUT_FORMAT);
    Map<Topic, Integer> ids =
        settings.registry().map(registry -> ids(registry, format, settings)).orElse(Map.of());
    return new Reports(new OutputEncoder(format, ids));
  }

  private static Map<Topic, Integer> ids(
      RegistrySettings where, OutputFormat format, JobSettings settings) {
    if (where.showsCredentials()) {
      LOG.warn("The credentials for the {} go unencrypted: use https", where);
    }
    SchemaRegistry registry = new SchemaRegistry(where);
    if (format == OutputFormat.JSON) {
      registry.greet();
      return Map.of();
    }
    return OutputIds.obtain(registry, settings.get(HealthOptions.TOPIC_PREFIX));
  }
}

package dev.customerhealth.io.registry;

import dev.customerhealth.codec.RegistryException;
import dev.customerhealth.codec.SchemaLookup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a registry, each asked for once. What is known is shared by all that runs in this
 * JVM, so that a restarted task can go on while the registry is away: an id stands for one schema
 * for ever. It may travel inside a Flink function.
 */
public final class RegisteredSchemas implements SchemaLookup {

  private static final long serialVersionUID = 1L;

  /**
   * Of each registry; holds no threads and no connections, so it cannot outlive a job's classes.
   */
  private static final Map<String, Map<Integer, Schema>> KNOWN = new ConcurrentHashMap<>();

  /** A flood of broken records must not become a flood of requests. */
  private static final long MISSING_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int MOST_MISSING = 1_000;

  private final RegistrySettings settings;
  private transient @Nullable SchemaRegistry registry;
  private transient @Nullable Map<Integer, Long> missingSinceNanos;

  public RegisteredSchemas(RegistrySettings settings) {
    this.settings = settings;
  }

  /**
   * Tries again for as long as {@link RegistryOptions#RETRY_FOR} says before it gives up.
   *
   * @throws RegistryException when the registry is asked and does not answer
   */
  @Override
  public @Nullable Schema byId(int id) {
    Map<Integer, Schema> known =
        KNOWN.computeIfAbsent(settings.url(), url -> new ConcurrentHashMap<>());
    Schema schema = known.get(id);
    if (schema != null || isMissing(id)) {
      return schema;
    }
    schema = registry().byId(id);
    if (schema == null) {
      remember(id);
    } else {
      known.put(id, schema);
    }
    return schema;
  }

  private synchronized SchemaRegistry registry() {
    if (registry == null) {
      registry = new SchemaRegistry(settings);
    }
    return registry;
  }

  private synchronized boolean isMissing(int id) {
    Long since = missing().get(id);
    return since != null && System.nanoTime() - since < MISSING_NANOS;
  }

  private synchronized void remember(int id) {
    missing().put(id, System.nanoTime());
  }

  private synchronized Map<Integer, Long> missing() {
    if (missingSinceNanos == null) {
      missingSinceNanos =
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
              return size() > MOST_MISSING;
            }
          };
    }
    return missingSinceNanos;
  }
}

package dev.customerhealth.io.registry;

import dev.customerhealth.codec.RegistryException;
import dev.customerhealth.codec.SchemaLookup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
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
  private static final Map<String, Map<Integer, Known>> KNOWN = new ConcurrentHashMap<>();

  /** A flood of broken records must not become a flood of requests. */
  private static final long MISSING_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int MOST_MISSING = 1_000;

  /** Either is there for ever: a schema, or why it is none of Avro. */
  private record Known(@Nullable Schema schema, @Nullable String fault) {

    Schema get() {
      if (schema == null) {
        throw new SchemaParseException(fault);
      }
      return schema;
    }
  }

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
   * @throws SchemaParseException when what it has is no schema of Avro, each time
   */
  @Override
  public @Nullable Schema byId(int id) {
    Map<Integer, Known> known =
        KNOWN.computeIfAbsent(settings.url(), url -> new ConcurrentHashMap<>());
    Known found = known.get(id);
    if (found == null) {
      found = isMissing(id) ? null : ask(id);
      if (found == null) {
        return null;
      }
      known.put(id, found);
    }
    return found.get();
  }

  private @Nullable Known ask(int id) {
    try {
      Schema schema = registry().byId(id);
      if (schema == null) {
        remember(id);
        return null;
      }
      return new Known(schema, null);
    } catch (SchemaParseException e) {
      return new Known(null, e.getMessage());
    }
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

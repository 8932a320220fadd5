package dev.customerhealth.codec;

import java.io.Serializable;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Finds the schema behind the 4-byte id of the Confluent framing; the client of a schema registry
 * implements it.
 */
@FunctionalInterface
public interface SchemaLookup extends Serializable {

  /**
   * The schema, or null when the registry has none of this id. Called once per id when it answers;
   * may be called by several threads.
   *
   * @throws RegistryException when the registry cannot be asked: nothing is known of the id
   * @throws org.apache.avro.SchemaParseException when what it has is no schema of Avro
   */
  @Nullable Schema byId(int id);
}

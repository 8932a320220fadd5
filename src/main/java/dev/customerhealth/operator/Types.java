package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The types that travel between operators: Flink's POJO serializer throughout, never Kryo (a test
 * asserts it).
 */
public final class Types {

  public static final TypeInformation<Envelope> ENVELOPE = TypeInformation.of(Envelope.class);
  public static final TypeInformation<OutputMessage> OUTPUT =
      TypeInformation.of(OutputMessage.class);

  private Types() {}
}

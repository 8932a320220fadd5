package dev.customerhealth.bench.load;

import dev.customerhealth.cli.EmbeddedKafka;
import java.util.Map;

/**
 * A broker in a process of its own, so that its work is not counted as anybody's. Prints its
 * address and ends when its standard input does, which is when its parent ends.
 */
public final class BrokerProcess {

  private BrokerProcess() {}

  public static void main(String[] args) throws Exception {
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(
            EmbeddedKafka.ANY_PORT,
            // Outputs are deleted after each run; the files shall not pile up for a minute.
            Map.of("log.segment.delete.delay.ms", "1000"))) {
      System.out.println(kafka.bootstrapServers());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Nothing is said to it.
      }
    }
  }
}

package dev.customerhealth.cli.demo;

import java.util.List;

/** What a person can type next. */
final class NextSteps {

  private NextSteps() {}

  /**
   * @param example a customer worth explaining
   */
  static List<String> lines(String brokers, String webUi, String example) {
    return List.of(
        "Read the scores yourself while this runs, with any Kafka client, for example",
        "  kcat -C -b " + brokers + " -t customer-health.scores -o beginning -e",
        "  kafka-console-consumer.sh --bootstrap-server "
            + brokers
            + " --topic customer-health.scores --from-beginning --isolation-level read_committed",
        "  (kcat is a package of most systems, kafka-console-consumer.sh comes with Kafka)",
        "the alerts in customer-health.alerts (docs/crm.md), the service levels in .service-levels.",
        "Look closer at one customer, without Kafka and without what was made up:",
        "  ./run score --purchases data/online_retail_ii.csv.gz --out scores",
        "  ./run explain " + example + " --scores scores",
        "Flink's web UI: " + webUi,
        "Ctrl-C stops and leaves nothing behind.");
  }
}

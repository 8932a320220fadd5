package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import dev.customerhealth.codec.Labels;
import dev.customerhealth.domain.alert.AlertStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The alerts about which somebody may still do something, by reason and status. */
record AlertTable(List<AlertRecord> open) {

  private static final List<AlertStatus> COLUMNS =
      Arrays.stream(AlertStatus.values()).filter(AlertStatus::isLive).toList();

  static AlertTable of(Collection<AlertRecord> current) {
    return new AlertTable(current.stream().filter(alert -> alert.status().isLive()).toList());
  }

  /** The reason with most alerts first. */
  List<String> lines() {
    if (open.isEmpty()) {
      return List.of("No alert is open.");
    }
    Map<String, List<AlertRecord>> byReason =
        open.stream()
            .collect(Collectors.groupingBy(AlertRecord::reason, TreeMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    lines.add(text("Open alerts, %,d in all, by reason and status:", open.size()));
    lines.add(head());
    byReason.values().stream()
        .sorted(Comparator.comparingInt((List<AlertRecord> alerts) -> -alerts.size()))
        .map(AlertTable::line)
        .forEach(lines::add);
    return lines;
  }

  private static String head() {
    return text("    %-36s", "reason")
        + COLUMNS.stream()
            .map(status -> text("%13s", label(status).toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining());
  }

  private static String line(List<AlertRecord> alerts) {
    return text("    %-36s", alerts.get(0).reasonInEnglish())
        + COLUMNS.stream()
            .map(status -> text("%,13d", alerts.stream().filter(a -> a.status() == status).count()))
            .collect(Collectors.joining());
  }

  private static String label(AlertStatus status) {
    return Labels.shipped().text("AlertStatus", status.name(), Labels.ENGLISH);
  }
}

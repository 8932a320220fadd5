package dev.customerhealth.domain.cadence;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** The state of one customer of a golden file; its days are counted from an arbitrary first day. */
record Golden(String customer, Rhythm rhythm, int today) {

  private static final int FIRST_DAY = 14_000;

  static List<Golden> onlineRetail() {
    return TestData.golden("golden_online_retail_ii").stream().map(Golden::of).toList();
  }

  static Golden of(CSVRecord row) {
    int last = FIRST_DAY + days(row, "tx_weeks");
    long sumLogGap =
        Math.round(Double.parseDouble(row.get("sum_log_gap_weeks")) * Rhythm.LOG_GAP_SCALE);
    int count = Integer.parseInt(row.get("x")) + 1;
    return new Golden(
        row.get("customer_id"),
        new Rhythm(count, FIRST_DAY, last, sumLogGap),
        FIRST_DAY + days(row, "T_weeks"));
  }

  private static int days(CSVRecord row, String column) {
    return (int) Math.round(Double.parseDouble(row.get(column)) * 7);
  }
}

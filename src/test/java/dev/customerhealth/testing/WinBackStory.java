package dev.customerhealth.testing;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;

import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.AlertIds;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Five weekly guests. Four say on day 60 that they are leaving: dung is listened to and stays; ha
 * refuses and stays away; lan is not contacted, and pays in other currencies; minh is talked to and
 * wants to be erased. An stays away without a word, and comes back.
 */
public final class WinBackStory {

  /** Everything that is not a complaint is withheld; euros have a rate, dongs have none. */
  public static final String RULES =
      "version: win-back\nalerts: {holdout: 1}\ncurrency: {rates: {EUR: 0.85}}\nsegments: {default: {}}\n";

  /** The last instant of event time. */
  public static final long END = midnight(300) - 1;

  private static final int LEAVING = 60;

  private static final Map<EventType, String> HEADERS =
      Map.of(
          EventType.PURCHASE, "customer_id,event_time,transaction_id,amount,currency",
          EventType.OBSERVATION, "customer_id,event_time,observation_id,kind",
          EventType.ACTION,
              "customer_id,event_time,action_id,action,alert_id,outcome,loss_reason,competitor");

  private WinBackStory() {}

  /** Rows of files, in no order but that of their customers. */
  public static Map<EventType, List<String>> rows() {
    Map<EventType, List<String>> rows = new EnumMap<>(EventType.class);
    HEADERS.keySet().forEach(type -> rows.put(type, new ArrayList<>()));
    List<String> purchases = rows.get(EventType.PURCHASE);
    for (int week = 0; week < 42; week++) {
      String time = "," + noon(7 * week) + ",";
      purchases.add("dung" + time + "d" + week + ",10,GBP");
      if (week < 9) {
        purchases.add("ha" + time + "h" + week + ",10,GBP");
        purchases.add("lan" + time + "l" + week + ",10,GBP");
        purchases.add("minh" + time + "m" + week + ",10,GBP");
      }
      if (week < 12) {
        purchases.add("an" + time + "a" + week + ",20,GBP");
      }
    }
    purchases.add("dung," + noon(80) + ",back,-4,GBP");
    purchases.add("lan," + noon(70) + ",eur,20,EUR");
    purchases.add("lan," + noon(71) + ",vnd,500000,VND");
    purchases.add("an," + noon(150) + ",again,25,GBP");
    for (String customer : List.of("dung", "ha", "lan", "minh")) {
      rows.get(EventType.OBSERVATION)
          .add(customer + "," + noon(LEAVING) + ",o-" + customer + ",LEAVING");
    }
    rows.get(EventType.ACTION)
        .addAll(
            List.of(
                contacted("dung", 62, "LISTENED", "price", "Coop|Mart"),
                contacted("ha", 62, "REFUSED", "they were rude", ""),
                contacted("minh", 62, "LISTENED", "", ""),
                "minh," + noon(100) + ",gone,ERASE,,,,"));
    return rows;
  }

  private static String contacted(
      String customer, int day, String outcome, String reason, String competitor) {
    var key = new AlertKey(AlertReason.DECLARED_LEAVING, null);
    String alertId = AlertIds.alertId(customer, key, (int) (midnight(LEAVING) / DAY));
    return String.join(
        ",",
        customer,
        String.valueOf(noon(day)),
        "talk-" + customer,
        "CONTACTED",
        alertId,
        outcome,
        reason,
        competitor);
  }

  /**
   * @param folder is made if missing
   */
  public static Map<EventType, Path> files(Map<EventType, List<String>> rows, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Map<EventType, Path> files = new EnumMap<>(EventType.class);
    for (EventType type : rows.keySet()) {
      Path file = folder.resolve(type.plural() + ".csv");
      files.put(type, Retail.write(file, HEADERS.get(type), rows.get(type)));
    }
    return files;
  }
}

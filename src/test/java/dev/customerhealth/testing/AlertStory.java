package dev.customerhealth.testing;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.AlertIds;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Four customers who give reasons for alerts, and what people did about them: an stops coming; so
 * does binh, after poor service; nobody answers chi's complaint; dung wants to leave, and stays.
 */
public final class AlertStory {

  /** The last instant of event time. */
  public static final long END = midnight(300) - 1;

  /** The id of dung's alert. */
  public static final String LEAVING = id("dung", AlertReason.DECLARED_LEAVING, 60);

  private static final Map<EventType, String> HEADERS =
      Map.of(
          EventType.PURCHASE, "customer_id,event_time,transaction_id,amount,currency",
          EventType.FEEDBACK, "customer_id,event_time,feedback_id,rating,scale_min,scale_max",
          EventType.CASE, "customer_id,event_time,case_id,status,complaint",
          EventType.OBSERVATION, "customer_id,event_time,observation_id,kind",
          EventType.ACTION,
              "customer_id,event_time,action_id,action,alert_id,until,score,author,outcome");

  private AlertStory() {}

  /** Rows of files, in no order but that of their customers. */
  public static Map<EventType, List<String>> rows() {
    Map<EventType, List<String>> rows = new EnumMap<>(EventType.class);
    HEADERS.keySet().forEach(type -> rows.put(type, new ArrayList<>()));
    List<String> purchases = rows.get(EventType.PURCHASE);
    for (int week = 0; week < 42; week++) {
      if (week < 12) {
        purchases.add("an," + noon(7 * week) + ",a" + week + ",20,GBP");
        purchases.add("binh," + noon(7 * week) + ",b" + week + ",50,GBP");
      }
      purchases.add("chi," + noon(7 * week) + ",c" + week + ",10,GBP");
      purchases.add("dung," + noon(7 * week) + ",d" + week + ",10,GBP");
    }
    rows.get(EventType.FEEDBACK).add("binh," + noon(78) + ",f1,1,1,5");
    rows.get(EventType.CASE).add("chi," + noon(30) + ",k1,OPENED,true");
    rows.get(EventType.OBSERVATION).add("dung," + noon(60) + ",o1,LEAVING");
    rows.get(EventType.OBSERVATION).add("dung," + noon(70) + ",o2,STAYING");
    rows.get(EventType.ACTION)
        .addAll(
            List.of(
                "an," + noon(3) + ",unknown,CLOSE,OVERDUE-2020-01-01-0,,,hoa,",
                "dung," + noon(61) + ",ack,ACKNOWLEDGE," + LEAVING + ",,,hoa,",
                "dung," + noon(62) + ",past,SNOOZE," + LEAVING + "," + noon(61) + ",,hoa,",
                "dung," + noon(63) + ",illegal,UNSNOOZE," + LEAVING + ",,,hoa,",
                "dung," + noon(90) + ",closed,CONTACTED," + LEAVING + ",,,hoa,LISTENED",
                "dung," + noon(91) + ",endless,OVERRIDE_SCORE,,,50,hoa,"));
    return rows;
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

  /** The rows of files as events, in the order of their times. */
  public static List<Envelope> events(Map<EventType, Path> files) throws Exception {
    List<Envelope> events = new ArrayList<>();
    for (Map.Entry<EventType, Path> file : files.entrySet()) {
      events.addAll(Retail.events(file.getKey(), file.getValue()));
    }
    events.sort(Comparator.comparingLong(Envelope::timeMillis));
    return events;
  }

  private static String id(String customer, AlertReason reason, int day) {
    return AlertIds.alertId(customer, new AlertKey(reason, null), (int) (midnight(day) / DAY));
  }
}

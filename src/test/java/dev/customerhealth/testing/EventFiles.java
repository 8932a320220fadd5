package dev.customerhealth.testing;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Input files of what happened to customers, for jobs over files. */
public final class EventFiles {

  private static final Map<EventType, String> HEADERS =
      Map.of(
          EventType.PROFILE, "customer_id,event_time,segment",
          EventType.ACTION,
              "customer_id,event_time,action_id,action,alert_id,until,score,author,outcome",
          EventType.PURCHASE, "customer_id,event_time,transaction_id,amount,currency,item_count",
          EventType.VISIT, "customer_id,event_time,visit_id,kind",
          EventType.FEEDBACK,
              "customer_id,event_time,feedback_id,rating,scale_min,scale_max,nps,expectation,"
                  + "emotion,comment,lang,channel,public,stage,staff_id,order_id,case_id",
          EventType.CASE,
              "customer_id,event_time,case_id,status,complaint,promised_by,channel,staff_id",
          EventType.OBSERVATION, "customer_id,event_time,observation_id,kind,comment,staff_id",
          EventType.REFERRAL, "customer_id,event_time,referral_id,referred_customer_id,channel");

  private final Map<EventType, List<String>> rows = new EnumMap<>(EventType.class);

  public EventFiles add(String customerId, List<CustomerEvent> events) {
    events.forEach(event -> addRow(event.type(), row(customerId, event)));
    return this;
  }

  /** A row as it is to stand in the file, good or bad. */
  public EventFiles addRow(EventType type, String row) {
    rows.computeIfAbsent(type, none -> new ArrayList<>()).add(row);
    return this;
  }

  public EventFiles shuffled(long seed) {
    rows.values().forEach(list -> Collections.shuffle(list, new Random(seed)));
    return this;
  }

  public Map<EventType, Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    var files = new EnumMap<EventType, Path>(EventType.class);
    for (var entry : rows.entrySet()) {
      Path file = folder.resolve(entry.getKey().plural() + ".csv");
      var lines = new ArrayList<String>(List.of(HEADERS.get(entry.getKey())));
      lines.addAll(entry.getValue());
      files.put(entry.getKey(), Files.write(file, lines));
    }
    return files;
  }

  private static String row(String customerId, CustomerEvent event) {
    long time = event.timeMillis();
    if (event instanceof Purchase p) {
      return cells(customerId, time, p.id(), p.amount(), p.currency(), p.itemCount());
    }
    if (event instanceof Visit v) {
      return cells(customerId, time, v.id(), v.kind());
    }
    if (event instanceof CaseUpdate c) {
      return cells(
          customerId,
          time,
          c.caseId(),
          c.status(),
          c.complaint(),
          c.promisedByMillis(),
          c.channel(),
          c.staffId());
    }
    if (event instanceof Observation o) {
      return cells(customerId, time, o.id(), o.kind(), o.comment(), o.staffId());
    }
    if (event instanceof Referral r) {
      return cells(customerId, time, r.id(), r.referredCustomerId(), r.channel());
    }
    if (event instanceof Profile p) {
      return cells(customerId, time, p.segment());
    }
    if (event instanceof CrmAction a) {
      return cells(
          customerId,
          time,
          a.id(),
          a.kind(),
          a.alertId(),
          a.untilMillis(),
          a.score(),
          a.author(),
          a.outcome());
    }
    return row(customerId, (Feedback) event);
  }

  private static String row(String customerId, Feedback f) {
    return cells(
        customerId,
        f.timeMillis(),
        f.id(),
        f.rating(),
        f.scaleMin(),
        f.scaleMax(),
        f.nps(),
        f.expectation(),
        f.emotion(),
        f.comment(),
        f.lang(),
        f.channel(),
        f.isPublic(),
        f.stage(),
        f.staffId(),
        f.orderId(),
        f.caseId());
  }

  private static String cells(@Nullable Object... values) {
    var cells = new ArrayList<String>(values.length);
    for (Object value : values) {
      cells.add(value == null ? "" : '"' + value.toString().replace("\"", "\"\"") + '"');
    }
    return String.join(",", cells);
  }
}

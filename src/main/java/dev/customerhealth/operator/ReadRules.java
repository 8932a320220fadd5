package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.codec.RulesRecord;
import dev.customerhealth.codec.RulesRecords;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules topic, refuses what cannot be followed, and tells everybody from when on the rest
 * holds. One subtask: the order of documents counts.
 *
 * <ul>
 *   <li>State: {@code known-rules}, version and checksum of every document that was accepted;
 *       {@code rules-job}, the job that last began with rules of its own. Timers: none.
 *   <li>Output: a change for each new document; nothing for one that is known already.
 *   <li>{@link #REFUSED}: dead letters.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class ReadRules extends ProcessFunction<Envelope, RulesChange>
    implements CheckpointedFunction {

  public static final String UID = "read-rules";
  public static final OutputTag<OutputMessage> REFUSED =
      new OutputTag<>("refused-rules", Types.OUTPUT);

  /**
   * Between a document's arrival and its effect, milliseconds: it must be everywhere before event
   * time comes to it.
   */
  public static final long LEAD_MILLIS = 60_000;

  private static final long serialVersionUID = 1L;
  private static final long STARTED = 0;

  private final Reports reports;
  private final StartingRules start;
  private final ZoneId zone;
  private final String reportingCurrency;
  private final @Nullable String homeCurrency;
  private final RulesRecords records;

  private transient List<KnownRules> known;
  private transient ListState<KnownRules> keptKnown;
  private transient ListState<String> keptJob;
  private transient Counter accepted;
  private transient Counter refused;

  /** Documents come in single-object encoding only. */
  public ReadRules(
      Reports reports, StartingRules start, ZoneId zone, @Nullable String homeCurrency) {
    this(reports, start, zone, homeCurrency, new RulesRecords(null));
  }

  /**
   * @param homeCurrency replaces the default home currency of every document; null: none does
   * @param records reads the documents
   */
  public ReadRules(
      Reports reports,
      StartingRules start,
      ZoneId zone,
      @Nullable String homeCurrency,
      RulesRecords records) {
    this.reports = reports;
    this.start = start;
    this.zone = zone;
    this.reportingCurrency = start.reportingCurrency();
    this.homeCurrency = homeCurrency;
    this.records = records;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    var store = context.getOperatorStateStore();
    keptKnown = store.getListState(new ListStateDescriptor<>("known-rules", Types.KNOWN_RULES));
    keptJob =
        store.getListState(new ListStateDescriptor<>("rules-job", BasicTypeInfo.STRING_TYPE_INFO));
    known = new ArrayList<>();
    keptKnown.get().forEach(known::add);
    String begunBy = null;
    for (String job : keptJob.get()) {
      begunBy = job;
    }
    String job = getRuntimeContext().getJobInfo().getJobId().toString();
    boolean isNew = known.isEmpty();
    if (isNew || start.overrides(begunBy, job)) {
      begin(job);
    }
  }

  /** What was accepted before may be sent again; numbers go on. */
  private void begin(String job) throws Exception {
    long last = nextNumber() - 1;
    known.clear();
    String sha256 = DigestUtils.sha256Hex(start.yaml());
    known.add(new KnownRules(STARTED, start.version(), false, sha256));
    known.add(KnownRules.gone(last));
    keptJob.update(List.of(job));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    keptKnown.update(known);
  }

  @Override
  public void open(OpenContext context) {
    accepted = Metric.RULES_ACCEPTED.counter(getRuntimeContext().getMetricGroup());
    refused = Metric.RULES_REFUSED.counter(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Envelope record, Context context, Collector<RulesChange> out) {
    RulesRecord read = records.read(record);
    if (read instanceof RulesRecord.Document document) {
      read = follow(document, record.appendedMillis() + LEAD_MILLIS, out);
    } else if (read instanceof RulesRecord.ShadowEnds end) {
      end(end.version(), record.appendedMillis() + LEAD_MILLIS, out);
    }
    if (read instanceof RulesRecord.Refused why) {
      refused.inc();
      context.output(REFUSED, reports.deadLetter(record.rejected(why.reason(), why.detail())));
    }
  }

  /**
   * @param leadMillis the earliest instant at which it can take effect
   */
  private RulesRecord follow(
      RulesRecord.Document document, long leadMillis, Collector<RulesChange> out) {
    Rules rules = atHome(document.rules());
    String yaml = RulesYaml.write(rules);
    String sha256 = DigestUtils.sha256Hex(yaml);
    List<String> faults = faults(rules, sha256);
    if (!faults.isEmpty()) {
      return RulesRecords.refused(faults);
    }
    if (!isKnown(rules.version(), document.shadow(), sha256)) {
      Long wanted = rules.effectiveFromMillis();
      long from = wanted == null ? leadMillis : Math.max(wanted, leadMillis);
      long number = nextNumber();
      known.add(new KnownRules(number, rules.version(), document.shadow(), sha256));
      accepted.inc();
      out.collect(new RulesChange(number, rules.version(), from, document.shadow(), yaml));
    }
    return document;
  }

  private Rules atHome(Rules rules) {
    return homeCurrency == null ? rules : rules.withHomeCurrency(homeCurrency);
  }

  private List<String> faults(Rules rules, String sha256) {
    List<String> faults = new ArrayList<>();
    if (!rules.calendarZone().equals(zone)) {
      faults.add("calendar.zone: is fixed at the first start of the job, to " + zone.getId());
    }
    if (!rules.reportingCurrency().equals(reportingCurrency)) {
      faults.add("currency.reporting: is fixed at the start of the job, to " + reportingCurrency);
    }
    if (known.stream()
        .anyMatch(k -> k.version().equals(rules.version()) && !k.sha256().equals(sha256))) {
      faults.add(
          "version: " + rules.version() + " stands for another document already, take a new one");
    }
    return faults;
  }

  /** What the job began with does not count: another document may have taken over since. */
  private boolean isKnown(String version, boolean shadow, String sha256) {
    return known.stream()
        .filter(k -> k.number() > STARTED)
        .anyMatch(
            k -> k.version().equals(version) && k.shadow() == shadow && k.sha256().equals(sha256));
  }

  private void end(String version, long fromMillis, Collector<RulesChange> out) {
    long number = nextNumber();
    if (known.removeIf(k -> k.shadow() && k.version().equals(version))) {
      known.add(KnownRules.gone(number));
      out.collect(new RulesChange(number, version, fromMillis, true, null));
    }
  }

  private long nextNumber() {
    return 1 + known.stream().mapToLong(KnownRules::number).max().orElse(STARTED);
  }
}

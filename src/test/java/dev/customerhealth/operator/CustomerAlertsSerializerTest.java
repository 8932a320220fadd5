package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.AlertIds;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.AlertStatus;
import dev.customerhealth.domain.alert.AlertStub;
import dev.customerhealth.domain.alert.Bought;
import dev.customerhealth.domain.alert.Contact;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.LossReason;
import dev.customerhealth.domain.alert.OutcomeSums;
import dev.customerhealth.domain.alert.Resolution;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.alert.Standing;
import dev.customerhealth.domain.alert.WinBackTally;
import dev.customerhealth.domain.alert.WinBackTally.Told;
import dev.customerhealth.domain.score.Band;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link AlertStateTest} does the same with lives as they come; here is what few of them hold. */
class CustomerAlertsSerializerTest {

  private static final String CUSTOMER = "Lê Thị Mai / 七";
  private static final String LONG = "ngày ".repeat(5_000);
  private static final int DAY = Math.toIntExact(LocalDate.parse("2011-06-01").toEpochDay());
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long NOW = (DAY + 9) * DAY_MILLIS + 12_345;
  private static final AlertKey OVERDUE = new AlertKey(AlertReason.OVERDUE, null);
  private static final AlertKey LINE = new AlertKey(AlertReason.SPEND_DROP, "giày dép 👟");
  private static final CustomerFacts NOTHING =
      new CustomerFacts(null, null, null, null, null, null, null, 0, null, null, null, null, null);
  private static final CustomerFacts EVERYTHING =
      new CustomerFacts(
          "vip",
          "mai",
          ContactChannel.ZALO,
          false,
          1_234_567L,
          "VND",
          89L,
          90,
          57,
          Math.E,
          41.5,
          Band.AT_RISK,
          6);

  @Test
  void whatHasNotBegunTakesFewBytes() throws IOException {
    assertIsReadBack(new CustomerAlerts());
    assertThat(written(new CustomerAlerts())).hasSize(3);
  }

  @Test
  void everyFieldComesBack() throws IOException {
    var state = begun(EVERYTHING);
    state.wentLive = true;
    state.isUnseen = true;
    String id = id(OVERDUE);
    state.alerts.add(alert(id, OVERDUE, id, live(), EVERYTHING, evidence()));
    state.alerts.add(alert("odd \u0000 id", LINE, id, ended(), NOTHING, List.of()));
    state.alerts.add(alert(id(LINE), LINE, "another group", snoozed(), EVERYTHING, evidence()));
    state.stubs.add(new AlertStub(AlertIds.alertId(CUSTOMER, LINE, -1), LINE, -1, NOW));
    state.stubs.add(new AlertStub("odd", OVERDUE, DAY - 400, NOW - 17));
    state.quietUntil.put(LINE, NOW + 1);
    state.quietUntil.put(OVERDUE, Long.MAX_VALUE >> 4);
    state.tallies.add(everything(id));
    state.tallies.add(new WinBackTally("gone"));
    assertIsReadBack(state);
  }

  /** No signal ever said anything about whoever is in state without facts. */
  @Test
  void factsThatNobodyKnowsStayUnknown() throws IOException {
    var state = begun(null);
    state.alerts.add(alert(id(LINE), LINE, id(LINE), live(), NOTHING, evidence()));
    assertIsReadBack(state);
    state.facts = NOTHING;
    assertIsReadBack(state);
  }

  @ParameterizedTest
  @EnumSource(AlertStatus.class)
  void everyStatusAndResolutionComesBack(AlertStatus status) throws IOException {
    for (Resolution how : Resolution.values()) {
      var state = begun(EVERYTHING);
      var standing = new Standing(1, status, null, "", NOW, Severity.WATCH, how, null, NOW, null);
      state.alerts.add(alert(id(OVERDUE), OVERDUE, "", standing, NOTHING, List.of()));
      assertIsReadBack(state);
    }
  }

  @ParameterizedTest
  @EnumSource(AlertReason.class)
  void anAlertThatEndedLongAgoTakesAFewBytes(AlertReason reason) throws IOException {
    var state = begun(null);
    int before = written(state).length;
    for (AlertKey key : List.of(new AlertKey(reason, null), new AlertKey(reason, "hair"))) {
      String id = AlertIds.alertId(CUSTOMER, key, DAY - 90);
      state.stubs.add(new AlertStub(id, key, DAY - 90, (DAY - 17) * DAY_MILLIS + 3_600_000));
    }
    assertIsReadBack(state);
    // How many, twice reason, day and end, once the line.
    assertThat(written(state).length - before).isEqualTo(1 + 2 * (1 + 2 + 3) + 5);
  }

  private static CustomerAlerts begun(CustomerFacts facts) {
    var state = new CustomerAlerts();
    state.customerId = CUSTOMER;
    state.clockMillis = NOW;
    state.facts = facts;
    return state;
  }

  private static WinBackTally everything(String id) {
    var tally = new WinBackTally(id);
    tally.alertIds.addAll(List.of("elsewhere", id));
    tally.segment = LONG;
    tally.calledMillis = NOW - 1;
    tally.isHoldout = true;
    tally.kept = Severity.CALL;
    tally.outcome = Outcome.REFUSED;
    tally.contactMillis = NOW;
    tally.windowDays = 90;
    tally.loss = new LossReason("PRICE", "Chợ lớn", NOW, null);
    tally.bought = new Bought(2, 1, -1L, null);
    tally.isOver = true;
    tally.isUnseen = true;
    tally.told.add(new Told("2011-06|vip|REFUSED", new OutcomeSums(1, 1, -5, 1, 0, 0, 0)));
    return tally;
  }

  private static String id(AlertKey key) {
    return AlertIds.alertId(CUSTOMER, key, DAY);
  }

  private static Alert alert(
      String id,
      AlertKey key,
      String group,
      Standing standing,
      CustomerFacts facts,
      List<AlertEvidence> evidence) {
    boolean isOdd = evidence.isEmpty();
    return new Alert(
        id,
        CUSTOMER,
        key,
        DAY,
        DAY * DAY_MILLIS - 25_200_000,
        isOdd,
        isOdd,
        group,
        !isOdd,
        standing,
        isOdd ? new Contact(Outcome.LISTENED, NOW, true, "PRICE", LONG) : Contact.NONE,
        isOdd ? LONG : null,
        isOdd ? (Long) (-12_345L) : null,
        evidence,
        facts,
        "");
  }

  private static Standing live() {
    return new Standing(
        3, AlertStatus.OPEN, null, "", NOW, Severity.CALL, null, NOW + DAY_MILLIS, null, null);
  }

  private static Standing snoozed() {
    return new Standing(
        4, AlertStatus.SNOOZED, null, "", NOW, Severity.WATCH, null, null, null, NOW + 1);
  }

  /** Settled after it had ended. */
  private static Standing ended() {
    return new Standing(
        5_000_000_000L,
        AlertStatus.RESOLVED,
        null,
        "",
        NOW,
        Severity.CALL,
        Resolution.WON_BACK,
        NOW - 1,
        NOW - 2,
        null);
  }

  private static List<AlertEvidence> evidence() {
    return List.of(
        new AlertEvidence("daysSilent", 57.0, null),
        new AlertEvidence("gapDays", Math.E, "purchases/489434"),
        new AlertEvidence("spendBase", 1_234.5678, "purchases/489434"),
        new AlertEvidence("complaint", null, "cases/ca/ 7"),
        new AlertEvidence("a name of later", -0.0, "elsewhere"),
        new AlertEvidence(LONG, Double.MIN_VALUE, LONG),
        new AlertEvidence("", Double.MAX_VALUE, ""));
  }

  private static void assertIsReadBack(CustomerAlerts state) throws IOException {
    byte[] bytes = written(state);
    var in = new DataInputDeserializer(bytes);
    CustomerAlerts back = CustomerAlertsSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).isZero();
    assertThat(back).usingRecursiveComparison().isEqualTo(state);
    // Bit by bit: the comparison above takes numbers that are near each other for equal.
    assertThat(back.alerts).isEqualTo(state.alerts);
    assertThat(written(back)).isEqualTo(bytes);
  }

  private static byte[] written(CustomerAlerts state) throws IOException {
    var out = new DataOutputSerializer(64);
    CustomerAlertsSerializer.INSTANCE.serialize(state, out);
    return out.getCopyOfBuffer();
  }
}

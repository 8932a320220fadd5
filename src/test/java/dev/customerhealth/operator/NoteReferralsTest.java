package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static dev.customerhealth.testing.Inputs.purchaseOfUnknownValue;
import static dev.customerhealth.testing.Inputs.referral;
import static dev.customerhealth.testing.Inputs.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.referral.ReferralNote;
import dev.customerhealth.domain.referral.ReferralNote.Kind;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class NoteReferralsTest {

  @Test
  void aReferralIsToldToBothSides() throws Exception {
    assertThat(notes(referral("an", noon(1), "r1", "binh")))
        .containsExactly(
            new ReferralNote("binh", noon(1), Kind.NAMED_BY, "an", "r1"),
            new ReferralNote("an", noon(1), Kind.NAMED, "binh", "r1"));
  }

  @Test
  void ofManyPurchasesTheFirstIsEnough() throws Exception {
    assertThat(
            notes(
                purchase("an", noon(2), "p2", "10"),
                purchase("an", noon(3), "p3", "10"),
                purchase("an", noon(1), "p1", "10"),
                purchaseOfUnknownValue("binh", noon(2), "p4")))
        .containsExactly(
            ReferralNote.bought("an", noon(2)),
            ReferralNote.bought("an", noon(1)),
            ReferralNote.bought("binh", noon(2)));
  }

  @Test
  void neitherAReturnNorAZeroRowNorAVisitIsAPurchaseOrHidesOne() throws Exception {
    assertThat(
            notes(
                purchase("an", noon(1), "p1", "0"),
                purchase("an", noon(2), "p2", "-5"),
                visit("an", noon(3), "v1"),
                purchase("an", noon(4), "p4", "10")))
        .containsExactly(ReferralNote.bought("an", noon(4)));
  }

  @Test
  void whatCannotBeReadIsLeftToThoseWhoTellOfIt() throws Exception {
    Envelope sound = purchase("an", noon(1), "p1", "10");
    Envelope broken =
        new Envelope(
            EventType.PURCHASE,
            sound.customerId(),
            sound.timeMillis(),
            sound.id(),
            sound.source(),
            0,
            0,
            sound.appendedMillis(),
            null,
            new byte[] {1, 2, 3},
            null,
            null);
    assertThat(notes(broken, sound)).containsExactly(ReferralNote.bought("an", noon(1)));
  }

  private static List<ReferralNote> notes(Envelope... events) throws Exception {
    try (OneInputStreamOperatorTestHarness<Envelope, ReferralNote> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(new NoteReferrals(new EventDecoder()))) {
      for (Envelope event : events) {
        harness.processElement(new StreamRecord<>(event, event.timeMillis()));
      }
      return harness.extractOutputValues();
    }
  }
}

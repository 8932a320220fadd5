package dev.customerhealth.operator;

import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Referral;
import dev.customerhealth.domain.referral.ReferralNote;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the events what the search for conversions needs: every referral, for both sides, the
 * purchases that may be a customer's first, and erasures. What cannot be read is told by {@link
 * ScoreCustomer}.
 *
 * <p>State: none, but see {@link FirstPurchases}. Timers: none.
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class NoteReferrals extends ProcessFunction<Envelope, ReferralNote> {

  public static final String UID = "note-referrals";

  private static final long serialVersionUID = 1L;

  private final EventDecoder decoder;
  private transient FirstPurchases firstPurchases;

  public NoteReferrals(EventDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void open(OpenContext context) {
    firstPurchases = new FirstPurchases();
  }

  @Override
  public void processElement(Envelope event, Context context, Collector<ReferralNote> out) {
    if (event.type() == EventType.PURCHASE) {
      notePurchase(event, out);
    } else if (event.type() == EventType.REFERRAL) {
      noteReferral(event, out);
    } else if (event.type() == EventType.ACTION) {
      noteErasure(event, out);
    }
  }

  private void notePurchase(Envelope event, Collector<ReferralNote> out) {
    String customerId = event.customerId();
    // Asked before reading: reading is what costs.
    if (firstPurchases.isNews(customerId, event.timeMillis())
        && decoded(event) instanceof Purchase purchase
        && purchase.isBought()) {
      firstPurchases.note(customerId, event.timeMillis());
      out.collect(ReferralNote.bought(customerId, event.timeMillis()));
    }
  }

  private void noteReferral(Envelope event, Collector<ReferralNote> out) {
    if (decoded(event) instanceof Referral referral) {
      ReferralNote.of(referral).forEach(out::collect);
    }
  }

  private void noteErasure(Envelope event, Collector<ReferralNote> out) {
    if (decoded(event) instanceof CrmAction action && action.kind() == CrmAction.Kind.ERASE) {
      firstPurchases.forget(event.customerId());
      out.collect(ReferralNote.erased(event.customerId(), event.timeMillis()));
    }
  }

  private @Nullable CustomerEvent decoded(Envelope event) {
    Decoded decoded =
        decoder.decode(Objects.requireNonNull(event.type()), event.payload(), Long.MAX_VALUE);
    return decoded instanceof Decoded.Event read ? read.event() : null;
  }
}

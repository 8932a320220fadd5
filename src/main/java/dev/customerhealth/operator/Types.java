package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.referral.ReferralNote;
import dev.customerhealth.domain.rules.RulesChange;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The types that travel between operators: Flink's POJO serializer or one of our own, never Kryo (a
 * test asserts it).
 */
public final class Types {

  public static final TypeInformation<Envelope> ENVELOPE =
      new CompactType<>(Envelope.class, EnvelopeSerializer.INSTANCE);

  public static final TypeInformation<OutputMessage> OUTPUT =
      new CompactType<>(OutputMessage.class, OutputMessageSerializer.INSTANCE);

  public static final TypeInformation<StandingShare> STANDING_SHARE =
      TypeInformation.of(StandingShare.class);

  public static final TypeInformation<ReferralNote> REFERRAL_NOTE =
      TypeInformation.of(ReferralNote.class);

  public static final TypeInformation<RulesChange> RULES_CHANGE =
      TypeInformation.of(RulesChange.class);

  public static final TypeInformation<KnownRules> KNOWN_RULES =
      TypeInformation.of(KnownRules.class);

  public static final TypeInformation<Signal> SIGNAL =
      new CompactType<>(Signal.class, SignalSerializer.INSTANCE);

  public static final TypeInformation<Story> STORY =
      new CompactType<>(Story.class, StorySerializer.INSTANCE);

  public static final TypeInformation<CrmAction> ACTION = TypeInformation.of(CrmAction.class);

  public static final TypeInformation<AlertInput> ALERT_INPUT =
      new CompactType<>(AlertInput.class, AlertInputSerializer.INSTANCE);

  public static final TypeInformation<AlertNews> ALERT_NEWS =
      new CompactType<>(AlertNews.class, AlertNewsSerializer.INSTANCE);

  public static final TypeInformation<LaterPurchase> LATER_PURCHASE =
      TypeInformation.of(LaterPurchase.class);

  public static final TypeInformation<OutcomeShare> OUTCOME_SHARE =
      TypeInformation.of(OutcomeShare.class);

  public static final TypeInformation<CallNote> CALL_NOTE = TypeInformation.of(CallNote.class);

  private Types() {}
}

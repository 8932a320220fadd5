package dev.customerhealth.cli.synthetic;

import dev.customerhealth.avro.Observation;
import dev.customerhealth.avro.ObservationKind;
import java.util.List;

/** What staff write down. */
final class Notes {

  private static final List<ObservationKind> OF_THE_UNHAPPY =
      List.of(
          ObservationKind.DISLIKE,
          ObservationKind.COMPETITOR_PRICE,
          ObservationKind.COMPETITOR_PROMOTION,
          ObservationKind.LEAVING,
          ObservationKind.PROMISE_BROKEN,
          ObservationKind.REASON_STATED);

  private static final List<ObservationKind> OF_OTHERS =
      List.of(
          ObservationKind.PRAISE,
          ObservationKind.SUGGESTION,
          ObservationKind.IMPRESSION,
          ObservationKind.STAYING,
          ObservationKind.COMPETITOR_PRICE,
          ObservationKind.OTHER);

  private static final List<String> COMPETITORS = List.of("competitor-a", "competitor-b");

  private Notes() {}

  static Observation about(Occasion occasion, Chance chance) {
    Mood mood = occasion.mood();
    ObservationKind kind = chance.oneOf(mood.isBad() ? OF_THE_UNHAPPY : OF_OTHERS);
    return Observation.newBuilder()
        .setCustomerId(occasion.customerId())
        .setEventTime(occasion.after(chance.hours(1, 120)))
        .setObservationId(occasion.id("observation"))
        .setKind(kind)
        .setStaffId(occasion.staff().id())
        .setCompetitor(kind.name().startsWith("COMPETITOR") ? chance.oneOf(COMPETITORS) : null)
        .setComment(chance.perMille(400) ? Phrasebook.VIETNAMESE.remark(mood, chance) : null)
        .build();
  }
}

package dev.customerhealth.cli.synthetic;

import dev.customerhealth.avro.Feedback;
import dev.customerhealth.avro.FeedbackMetric;
import dev.customerhealth.avro.Stage;
import java.util.List;

/** What customers answer and say. */
final class Opinions {

  private static final List<String> CHANNELS = List.of("web", "web", "email", "hotline", "chat");
  private static final double CSAT_PER_STAR = 2.5;

  private Opinions() {}

  static Feedback about(Occasion occasion, Chance chance) {
    Mood mood = occasion.mood();
    boolean toMany = chance.perMille(mood.isBad() || mood.isGreat() ? 220 : 80);
    Feedback.Builder feedback =
        Feedback.newBuilder()
            .setCustomerId(occasion.customerId())
            .setEventTime(occasion.after(chance.hours(2, 72)))
            .setFeedbackId(occasion.id("feedback"))
            .setOrderId(occasion.order().id())
            .setStaffId(occasion.staff().id())
            .setStage(stage(chance))
            .setPublic$(toMany)
            .setChannel(toMany ? "facebook" : chance.oneOf(CHANNELS));
    answer(feedback, mood, chance);
    if (chance.perMille(700)) {
      comment(feedback, mood, chance);
    }
    return feedback.build();
  }

  private static Stage stage(Chance chance) {
    return List.of(Stage.BEFORE_SALE, Stage.DURING_SALE, Stage.AFTER_SALE)
        .get(chance.weighted(1, 3, 6));
  }

  /** Always a rating or an NPS, for a form without any answer is not sent. */
  private static void answer(Feedback.Builder feedback, Mood mood, Chance chance) {
    switch (chance.weighted(60, 15, 25)) {
      case 0 -> stars(feedback, mood, chance);
      case 1 -> csat(feedback, mood, chance);
      default -> feedback.setNps(mood.nps(chance));
    }
    if (chance.perMille(150)) {
      feedback.setExpectation(mood.expectation());
    }
    if (chance.perMille(150)) {
      feedback.setEmotion(mood.emotion(chance));
    }
  }

  private static void stars(Feedback.Builder feedback, Mood mood, Chance chance) {
    feedback.setMetric(FeedbackMetric.STARS).setRating((double) mood.stars(chance));
  }

  /** The same on a scale from 0 to 10. */
  private static void csat(Feedback.Builder feedback, Mood mood, Chance chance) {
    feedback
        .setMetric(FeedbackMetric.CSAT)
        .setRating((mood.stars(chance) - 1) * CSAT_PER_STAR)
        .setScaleMin(0.0)
        .setScaleMax(10.0);
  }

  private static void comment(Feedback.Builder feedback, Mood mood, Chance chance) {
    Phrasebook phrases = chance.perMille(600) ? Phrasebook.VIETNAMESE : Phrasebook.ENGLISH;
    feedback.setComment(phrases.comment(mood, chance));
    if (chance.perMille(800)) {
      feedback.setLang(phrases.lang());
    }
  }
}

package dev.customerhealth.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.Conversion;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.experience.RunningLevel;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a referral is worth to the one who made it. */
class ReferralLevelsTest {

  private static final long DAY = 86_400_000L;
  private static final long T = 19_000 * DAY;

  private Life life;

  @BeforeEach
  void namesAFriend() {
    life = new Life("c", RulesYaml.shipped(), 0, Customer.NEVER);
    life.meet(Facts.referral("r1", T, "friend"));
  }

  @Test
  void toNameSomebodyIsToTellSomebody() {
    assertThat(running().level()).isEqualTo(Level.SURPRISING);
    assertThat(levels()).containsExactly(Level.SURPRISING);
  }

  @Test
  void thatOneCameAndTheLevelRises() {
    life.meet(conversion(T + 9 * DAY, true, 1));
    assertThat(running().level()).isEqualTo(Level.UNBELIEVABLE);
    assertThat(running().bound().code()).isEqualTo(CueCode.REFERRAL_CONVERTED);
    assertThat(levels()).containsExactly(Level.SURPRISING, Level.UNBELIEVABLE);
    assertThat(life.levels.get(1).feedbackId()).isEqualTo("referral:r1");
    assertThat(life.levels.get(1).revision()).isEqualTo(2);
  }

  @Test
  void unlessABadLevelCameLater() {
    life.meet(conversion(T + 9 * DAY, true, 1));
    life.meet(Facts.feedback("f1", T + 10 * DAY, 1, null));
    assertThat(running().bound()).isNull();
    assertThat(running().level()).isLessThan(Level.UNBELIEVABLE);
  }

  @Test
  void aBadLevelBeforeMakesNoDifference() {
    life.meet(Facts.feedback("f1", T + 8 * DAY, 1, null));
    life.meet(conversion(T + 9 * DAY, true, 1));
    assertThat(running().level()).isEqualTo(Level.UNBELIEVABLE);
  }

  @Test
  void aConversionThatIsTakenBackLeavesNoTrace() {
    life.meet(conversion(T + 9 * DAY, true, 1));
    life.arrive(conversion(T + 9 * DAY, false, 2));
    assertThat(running().level()).isEqualTo(Level.SURPRISING);
    assertThat(levels()).containsExactly(Level.SURPRISING, Level.UNBELIEVABLE, Level.SURPRISING);
  }

  @Test
  void theNewestWordHoldsWhateverArrivesFirst() {
    life.meet(conversion(T + 9 * DAY, false, 2));
    life.arrive(conversion(T + 9 * DAY, true, 1));
    assertThat(running().level()).isEqualTo(Level.SURPRISING);
  }

  private RunningLevel running() {
    return life.lastRecord().serviceLevel();
  }

  private List<Level> levels() {
    return life.levels.stream().map(level -> level.reading().level()).toList();
  }

  private static Conversion conversion(long timeMillis, boolean converted, int revision) {
    return Conversion.of("c", timeMillis, "r1", "friend", T, converted, revision);
  }
}

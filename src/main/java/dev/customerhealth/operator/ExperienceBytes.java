package dev.customerhealth.operator;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.experience.CaseFile;
import dev.customerhealth.domain.experience.CaseStep;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.experience.LatentSums;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.experience.Occasion;
import dev.customerhealth.domain.experience.ReferralFile;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.experience.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form of an {@link Experience} within a customer's bytes. One byte for most customers: nothing
 * but their coming is known of them.
 */
final class ExperienceBytes {

  private static final int HAS_SAID = 1;
  private static final int HAS_ADVOCACY = 2;
  private static final int HAS_OCCASIONS = 4;
  private static final int HAS_CASES = 8;
  private static final int HAS_REFERRALS = 16;
  private static final int HAS_SILENCE = 32;
  private static final int HAS_BEEN_HEARD = 64;

  private ExperienceBytes() {}

  static void write(Experience experience, CompactOutput out) throws IOException {
    out.count(shape(experience));
    if (experience.said != null) {
      writeSums(experience.said, out);
    }
    if (experience.advocacy != null) {
      writeSums(experience.advocacy, out);
    }
    if (!experience.occasions.isEmpty()) {
      writeOccasions(experience.occasions, out);
    }
    if (!experience.cases.isEmpty()) {
      out.count(experience.cases.size());
      for (CaseFile file : experience.cases) {
        writeCase(file, out);
      }
    }
    if (!experience.referrals.isEmpty()) {
      out.count(experience.referrals.size());
      for (ReferralFile file : experience.referrals) {
        writeReferral(file, out);
      }
    }
    if (experience.silence != null) {
      writeSilence(experience.silence, out);
    }
    if (experience.saidMillis != Experience.NEVER_SAID) {
      out.signed(experience.saidMillis);
    }
  }

  private static int shape(Experience experience) {
    return (experience.said == null ? 0 : HAS_SAID)
        | (experience.advocacy == null ? 0 : HAS_ADVOCACY)
        | (experience.occasions.isEmpty() ? 0 : HAS_OCCASIONS)
        | (experience.cases.isEmpty() ? 0 : HAS_CASES)
        | (experience.referrals.isEmpty() ? 0 : HAS_REFERRALS)
        | (experience.silence == null ? 0 : HAS_SILENCE)
        | (experience.saidMillis == Experience.NEVER_SAID ? 0 : HAS_BEEN_HEARD);
  }

  static void read(Experience experience, CompactInput in) throws IOException {
    int shape = in.number();
    experience.said = (shape & HAS_SAID) != 0 ? readSums(in) : null;
    experience.advocacy = (shape & HAS_ADVOCACY) != 0 ? readSums(in) : null;
    if ((shape & HAS_OCCASIONS) != 0) {
      readOccasions(experience.occasions, in);
    }
    int cases = (shape & HAS_CASES) != 0 ? in.number() : 0;
    for (int i = 0; i < cases; i++) {
      experience.cases.add(readCase(in));
    }
    int referrals = (shape & HAS_REFERRALS) != 0 ? in.number() : 0;
    for (int i = 0; i < referrals; i++) {
      experience.referrals.add(readReferral(in));
    }
    experience.silence = (shape & HAS_SILENCE) != 0 ? readSilence(in) : null;
    experience.saidMillis = (shape & HAS_BEEN_HEARD) != 0 ? in.signed() : Experience.NEVER_SAID;
  }

  private static void writeSums(LatentSums sums, CompactOutput out) throws IOException {
    out.real(sums.halfLifeDays());
    long[] epochs = sums.epochs();
    out.count(epochs.length);
    for (long epoch : epochs) {
      out.signed(epoch);
    }
    for (long sum : sums.sums()) {
      out.signed(sum);
    }
  }

  private static LatentSums readSums(CompactInput in) throws IOException {
    double halfLifeDays = Objects.requireNonNull(in.real());
    long[] epochs = new long[in.number()];
    for (int i = 0; i < epochs.length; i++) {
      epochs[i] = in.signed();
    }
    long[] sums = new long[3 * epochs.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = in.signed();
    }
    return LatentSums.restore(halfLifeDays, epochs, sums);
  }

  private static void writeOccasions(List<Occasion> occasions, CompactOutput out)
      throws IOException {
    out.count(occasions.size());
    for (Occasion occasion : occasions) {
      out.signed(occasion.timeMillis());
      out.symbol(occasion.level());
      out.symbol(occasion.bound());
      out.flag(occasion.competitor());
      out.symbol(occasion.intent());
      out.text(occasion.caseId());
    }
  }

  private static void readOccasions(List<Occasion> occasions, CompactInput in) throws IOException {
    int count = in.number();
    for (int i = 0; i < count; i++) {
      occasions.add(
          new Occasion(
              in.signed(),
              in.symbol(Level.values()),
              in.symbol(CueCode.values()),
              Boolean.TRUE.equals(in.flag()),
              Objects.requireNonNull(in.symbol(Occasion.Intent.values())),
              in.text()));
    }
  }

  private static void writeCase(CaseFile file, CompactOutput out) throws IOException {
    out.text(file.caseId());
    out.flag(file.complaint());
    out.count(file.steps().size());
    for (CaseStep step : file.steps()) {
      out.symbol(step.status());
      out.signed(step.timeMillis());
      out.optional(step.promisedByMillis());
      out.text(step.channel());
      out.text(step.staffId());
    }
    writeTold(file.told, out);
  }

  private static CaseFile readCase(CompactInput in) throws IOException {
    String caseId = Objects.requireNonNull(in.text());
    Boolean complaint = in.flag();
    int count = in.number();
    List<CaseStep> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      steps.add(
          new CaseStep(
              Objects.requireNonNull(in.symbol(CaseUpdate.Status.values())),
              in.signed(),
              in.optionalSigned(),
              in.text(),
              in.text()));
    }
    return new CaseFile(caseId, steps, complaint, readTold(in));
  }

  private static void writeReferral(ReferralFile file, CompactOutput out) throws IOException {
    out.text(file.referralId());
    out.signed(file.referredMillis());
    out.text(file.referredCustomerId());
    out.text(file.channel);
    out.optional(file.convertedMillis);
    out.count(file.conversionRevision);
    writeTold(file.told, out);
  }

  private static ReferralFile readReferral(CompactInput in) throws IOException {
    ReferralFile file =
        new ReferralFile(
            Objects.requireNonNull(in.text()), in.signed(), Objects.requireNonNull(in.text()));
    file.channel = in.text();
    file.convertedMillis = in.optionalSigned();
    file.conversionRevision = in.number();
    file.told = readTold(in);
    return file;
  }

  private static void writeTold(Told told, CompactOutput out) throws IOException {
    out.count(told.revision());
    if (told.revision() == 0) {
      return;
    }
    out.symbol(told.level());
    out.count(told.cues().size());
    for (TimedCue cue : told.cues()) {
      out.symbol(cue.cue().code());
      out.real(cue.cue().centre());
      out.real(cue.cue().width());
      out.real(cue.cue().weight());
      out.signed(cue.timeMillis());
    }
    out.flag(told.settled());
    writeSetting(told.setting(), out);
  }

  private static Told readTold(CompactInput in) throws IOException {
    long revision = in.count();
    if (revision == 0) {
      return Told.NOTHING;
    }
    Level level = in.symbol(Level.values());
    int count = in.number();
    List<TimedCue> cues = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Cue cue =
          Cue.of(
              Objects.requireNonNull(in.symbol(CueCode.values())),
              Objects.requireNonNull(in.real()),
              Objects.requireNonNull(in.real()),
              Objects.requireNonNull(in.real()));
      cues.add(new TimedCue(cue, in.signed()));
    }
    boolean settled = Boolean.TRUE.equals(in.flag());
    return new Told(revision, level, cues, settled, readSetting(in));
  }

  private static void writeSetting(ServiceLevel.Setting setting, CompactOutput out)
      throws IOException {
    out.text(setting.channel());
    out.symbol(setting.stage());
    out.text(setting.staffId());
    out.text(setting.store());
    out.text(setting.orderId());
    out.text(setting.caseId());
  }

  private static ServiceLevel.Setting readSetting(CompactInput in) throws IOException {
    return new ServiceLevel.Setting(
        in.text(), in.symbol(Feedback.Stage.values()), in.text(), in.text(), in.text(), in.text());
  }

  private static void writeSilence(Silence silence, CompactOutput out) throws IOException {
    out.text(silence.lastId());
    out.signed(silence.lastDay());
    out.count(silence.revision());
    out.symbol(silence.state());
    out.signed(silence.sinceDay());
    out.signed(silence.decidedDay());
  }

  private static @Nullable Silence readSilence(CompactInput in) throws IOException {
    return new Silence(
        Objects.requireNonNull(in.text()),
        in.signedNumber(),
        in.count(),
        Objects.requireNonNull(in.symbol(ServiceLevel.State.values())),
        in.signedNumber(),
        in.signedNumber());
  }
}

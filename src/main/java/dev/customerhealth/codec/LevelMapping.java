package dev.customerhealth.codec;

import dev.customerhealth.avro.LevelEvidence;
import dev.customerhealth.avro.LevelName;
import dev.customerhealth.avro.LevelState;
import dev.customerhealth.avro.Stage;
import dev.customerhealth.domain.experience.Evidence;
import dev.customerhealth.domain.experience.Reading;
import dev.customerhealth.domain.experience.ServiceLevel;
import java.time.Instant;
import java.util.List;

/** A service level as a record of the contract. */
final class LevelMapping {

  private LevelMapping() {}

  static dev.customerhealth.avro.ServiceLevel record(ServiceLevel level) {
    var record = new dev.customerhealth.avro.ServiceLevel();
    record.setCustomerId(level.customerId());
    record.setFeedbackId(level.feedbackId());
    record.setRevision(level.revision());
    record.setState(LevelState.valueOf(level.state().name()));
    record.setEventTime(Instant.ofEpochMilli(level.eventTimeMillis()));
    record.setEvidence(List.of());
    Reading reading = level.reading();
    if (reading != null) {
      setReading(record, reading);
    }
    setSetting(record, level.setting());
    record.setSegment(level.segment());
    record.setRulesVersion(level.rulesVersion());
    return record;
  }

  private static void setReading(dev.customerhealth.avro.ServiceLevel record, Reading reading) {
    record.setLevel(reading.level().number());
    record.setName(LevelName.valueOf(reading.level().name()));
    record.setSuccess(reading.level().isSuccess());
    record.setMean(reading.latent().mean());
    record.setConfidence(reading.confidence());
    record.setBound(reading.bound() == null ? null : reading.bound().code().name());
    record.setEvidence(reading.evidence().stream().map(LevelMapping::evidence).toList());
  }

  private static LevelEvidence evidence(Evidence evidence) {
    var cue = evidence.cue();
    return LevelEvidence.newBuilder()
        .setCue(cue.code().name())
        .setCentre(cue.centre())
        .setWidth(cue.width())
        .setWeight(cue.weight())
        .setShare(evidence.share())
        .setPull(evidence.pull())
        .setText(cue.text())
        .build();
  }

  private static void setSetting(
      dev.customerhealth.avro.ServiceLevel record, ServiceLevel.Setting setting) {
    record.setChannel(setting.channel());
    record.setStage(setting.stage() == null ? null : Stage.valueOf(setting.stage().name()));
    record.setStaffId(setting.staffId());
    record.setStore(setting.store());
    record.setOrderId(setting.orderId());
    record.setCaseId(setting.caseId());
  }
}

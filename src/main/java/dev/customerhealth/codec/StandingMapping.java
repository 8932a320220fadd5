package dev.customerhealth.codec;

import dev.customerhealth.avro.LevelName;
import dev.customerhealth.avro.StandingDimension;
import dev.customerhealth.domain.experience.Latent;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.experience.ServiceStanding;
import java.time.Instant;
import java.time.LocalDate;

/** A standing as a record of the contract. */
final class StandingMapping {

  private StandingMapping() {}

  static dev.customerhealth.avro.ServiceStanding record(ServiceStanding standing) {
    var record = new dev.customerhealth.avro.ServiceStanding();
    record.setKey(standing.key());
    record.setDimension(StandingDimension.valueOf(standing.dimension().name()));
    record.setValue(standing.value());
    record.setDay(LocalDate.ofEpochDay(standing.day()));
    record.setAsOf(Instant.ofEpochMilli(standing.asOfMillis()));
    Latent latent = standing.latent();
    if (latent != null) {
      setExperience(record, latent);
    }
    record.setCount(standing.count());
    record.setSuccessRate(standing.successRate());
    record.setRulesVersion(standing.rulesVersion());
    return record;
  }

  private static void setExperience(dev.customerhealth.avro.ServiceStanding record, Latent latent) {
    Level level = latent.level();
    record.setLevel(level.number());
    record.setName(LevelName.valueOf(level.name()));
    record.setMean(latent.mean());
    record.setConfidence(latent.probability(level));
  }
}

package dev.customerhealth.operator;

import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.Cap;
import dev.customerhealth.domain.score.ComponentScore;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Points;
import dev.customerhealth.domain.score.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The form in state of what was last said of a customer. */
final class LastScoreBytes {

  /** Components and caps by their place in this list: only append. */
  private static final List<String> PART_NAMES =
      List.of(
          "RETURN",
          "SPEND",
          "EXPERIENCE",
          "CARE",
          "ADVOCACY",
          "TERRIBLE",
          "BASIC",
          "LEAVING",
          "OVERRIDE");

  private LastScoreBytes() {}

  static void write(@Nullable LastScore last, long clockMillis, CompactOutput out)
      throws IOException {
    out.flag(last != null);
    if (last == null) {
      return;
    }
    out.count(last.revision());
    Instants.write(last.asOfMillis(), clockMillis, out);
    out.optional(last.tenths());
    out.count(last.points().parts().size());
    for (Points.Part part : last.points().parts()) {
      writePartName(part.name(), out);
      out.signed(part.tenths());
    }
    out.symbol(last.band());
    Instants.write(last.bandSinceMillis(), last.asOfMillis(), out);
    out.symbol(last.previousBand());
    out.symbol(last.status());
    Instants.write(last.statusSinceMillis(), last.asOfMillis(), out);
    out.symbol(last.previousStatus());
    writeScore(last.frozen(), out);
  }

  static @Nullable LastScore read(CompactInput in, int version, long clockMillis)
      throws IOException {
    if (!Boolean.TRUE.equals(in.flag())) {
      return null;
    }
    long revision = in.count();
    long asOf = Instants.read(clockMillis, version, in);
    Integer tenths = in.optionalNumber();
    int parts = in.number();
    List<Points.Part> points = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      points.add(new Points.Part(readPartName(in, version), in.signedNumber()));
    }
    return new LastScore(
        revision,
        asOf,
        tenths,
        new Points(points),
        Objects.requireNonNull(in.symbol(Band.values())),
        Instants.read(asOf, version, in),
        in.symbol(Band.values()),
        Objects.requireNonNull(in.symbol(LifeStatus.values())),
        Instants.read(asOf, version, in),
        in.symbol(LifeStatus.values()),
        readScore(in, version));
  }

  /** Its place in the list, or 0 and the name itself. */
  private static void writePartName(String name, CompactOutput out) throws IOException {
    int place = PART_NAMES.indexOf(name) + 1;
    out.count(place);
    if (place == 0) {
      out.text(name);
    }
  }

  private static String readPartName(CompactInput in, int version) throws IOException {
    int place = version < 2 ? 0 : in.number();
    return place == 0 ? Objects.requireNonNull(in.text()) : PART_NAMES.get(place - 1);
  }

  private static void writeScore(@Nullable Score score, CompactOutput out) throws IOException {
    out.flag(score != null);
    if (score == null) {
      return;
    }
    out.optional(score.tenths());
    out.count(score.components().size());
    for (ComponentScore part : score.components()) {
      writePartName(part.name(), out);
      out.real(part.value());
      out.real(part.weight());
      out.signed(part.tenths());
    }
    out.count(score.caps().size());
    for (Cap.Name cap : score.caps()) {
      out.symbol(cap);
    }
    out.real(score.coverage());
  }

  private static @Nullable Score readScore(CompactInput in, int version) throws IOException {
    if (!Boolean.TRUE.equals(in.flag())) {
      return null;
    }
    Integer tenths = in.optionalNumber();
    int parts = in.number();
    List<ComponentScore> components = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      components.add(
          new ComponentScore(readPartName(in, version), in.real(), in.real(), in.signedNumber()));
    }
    int capCount = in.number();
    List<Cap.Name> caps = new ArrayList<>(capCount);
    for (int i = 0; i < capCount; i++) {
      caps.add(Objects.requireNonNull(in.symbol(Cap.Name.values())));
    }
    return new Score(tenths, components, caps, Objects.requireNonNull(in.real()));
  }
}

package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.Visit;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.AlertStatus;
import dev.customerhealth.domain.alert.Resolution;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.alert.WinBackOutcome;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.score.ComponentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelsTest {

  private static final Labels LABELS = Labels.shipped();

  static Stream<Arguments> domainEnums() {
    return Stream.of(
        Arguments.of("Cue", CueCode.class),
        Arguments.of("LevelName", Level.class),
        Arguments.of("Component", ComponentName.class),
        Arguments.of("RhythmBasis", RhythmBasis.class),
        Arguments.of("VisitKind", Visit.Kind.class),
        Arguments.of("CaseStatus", CaseUpdate.Status.class),
        Arguments.of("ObservationKind", Observation.Kind.class),
        Arguments.of("FeedbackMetric", Feedback.Metric.class),
        Arguments.of("Expectation", Feedback.Expectation.class),
        Arguments.of("Stage", Feedback.Stage.class),
        Arguments.of("ContactChannel", Profile.ContactChannel.class),
        Arguments.of("ActionKind", CrmAction.Kind.class),
        Arguments.of("ContactOutcome", CrmAction.Outcome.class),
        Arguments.of("ActionRefusal", ActionAnswer.Code.class),
        Arguments.of("SignalKind", SignalKind.class),
        Arguments.of("AlertReason", AlertReason.class),
        Arguments.of("AlertStatus", AlertStatus.class),
        Arguments.of("AlertSeverity", Severity.class),
        Arguments.of("AlertResolution", Resolution.class),
        Arguments.of("WinBackOutcome", WinBackOutcome.class));
  }

  @ParameterizedTest
  @MethodSource("domainEnums")
  void everySymbolOfTheDomainHasBothLabels(String group, Class<? extends Enum<?>> type) {
    assertLabelled(group, Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }

  @Test
  void everyInputHasBothLabels() {
    assertLabelled("InputType", EventType.inputs().stream().map(Enum::name).toList());
  }

  @Test
  void everySymbolOfTheContractHasBothLabels() throws IOException {
    for (Schema symbols : enumsOfTheContract()) {
      assertLabelled(symbols.getName(), symbols.getEnumSymbols());
    }
  }

  @Test
  void everyLabelIsInBothLanguagesAndNoLabelStandsForTwoCodesOfAGroup() {
    for (String group : LABELS.groups()) {
      assertLabelled(group, List.copyOf(LABELS.codes(group)));
      for (String lang : List.of("vi", "en")) {
        assertThat(LABELS.codes(group).stream().map(code -> LABELS.text(group, code, lang)))
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void theSixLevelsAreNamedAsInTheirSource() {
    assertThat(
            Stream.of("1", "2", "3", "4", "5", "6").map(level -> LABELS.text("Level", level, "vi")))
        .containsExactly(
            "Tồi tệ",
            "Cơ bản",
            "Đúng như mong đợi",
            "Theo mong muốn",
            "Đáng ngạc nhiên",
            "Tốt không ngờ tới");
    assertThat(LABELS.text("LevelName", "DESIRED", "vi")).isEqualTo("Theo mong muốn");
  }

  @Test
  void whatHasNoLabelIsShownAsItsCode() {
    assertThat(LABELS.text("Band", "PURPLE", "vi")).isEqualTo("PURPLE");
    assertThat(LABELS.text("NoSuchGroup", "X", "vi")).isEqualTo("X");
    assertThat(LABELS.text("Band", "LOST", "fr")).isEqualTo("Lost");
    assertThat(LABELS.text("Band", "UNKNOWN", "vi")).isEqualTo("Không rõ");
    assertThat(LABELS.text("Component", "return", "en")).isEqualTo("Returns on own rhythm");
  }

  private static void assertLabelled(String group, List<String> codes) {
    for (String code : codes) {
      if (!code.equals("UNKNOWN")) {
        assertThat(LABELS.find(group, code, "vi"))
            .as("%s.%s in Vietnamese", group, code)
            .isPresent();
        assertThat(LABELS.find(group, code, "en")).as("%s.%s in English", group, code).isPresent();
      }
    }
  }

  private static Set<Schema> enumsOfTheContract() throws IOException {
    var found = new LinkedHashSet<Schema>();
    try (Stream<Path> files = Files.list(Path.of("avro"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".avsc")).sorted().toList()) {
        collect(new Schema.Parser().parse(Files.readString(file)), found);
      }
    }
    return found;
  }

  private static void collect(Schema schema, Set<Schema> found) {
    switch (schema.getType()) {
      case ENUM -> found.add(schema);
      case RECORD -> schema.getFields().forEach(field -> collect(field.schema(), found));
      case UNION -> schema.getTypes().forEach(type -> collect(type, found));
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      default -> {}
    }
  }
}

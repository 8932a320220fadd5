package dev.customerhealth.codec;

import static dev.customerhealth.codec.RulesYamlTest.LEAST;
import static dev.customerhealth.codec.RulesYamlTest.faults;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFaultsTest {

  @Test
  void fiveFaultsAreNamedAtOnce() {
    List<String> faults =
        faults(
            """
            version: "1"
            calendar: {zone: Hanoi}
            segments:
              default:
                horizonDay: 60
                homeCurrency: DONG
                overdue: {watchRisk: 0.9, callRisk: 0.7}
                score:
                  weights: {return: -0.1}
            """);

    assertThat(faults)
        .containsExactlyInAnyOrder(
            "calendar.zone: must be a time zone such as UTC or Asia/Ho_Chi_Minh, is \"Hanoi\" (line 2)",
            "segments.default.horizonDay: is not known, did you mean horizonDays? (line 5)",
            "segments.default.homeCurrency: must be an ISO 4217 currency code such as VND, is \"DONG\" (line 6)",
            "segments.default.overdue.watchRisk: must not be above callRisk",
            "segments.default.score.weights.return: must be a number from 0 to 1, is \"-0.1\" (line 9)");
  }

  @Test
  void aFaultThatSegmentsInheritIsToldOnce() {
    List<String> faults =
        faults(
            """
            version: "1"
            segments:
              default: {horizonDays: ninety, spendDrop: {windowDays: 30}, overdue: {callRisk: 0.1}, lifes: {}}
              a: {}
              b: {spendDrop: {baseDays: 35}}
            """);

    assertThat(faults)
        .containsExactlyInAnyOrder(
            "segments.default.horizonDays: must be a whole number from 1 to 1095, is \"ninety\" (line 3)",
            "segments.default.spendDrop.windowDays: must be a multiple of 7, is 30",
            "segments.default.overdue.watchRisk: must not be above callRisk",
            "segments.default.lifes: is not known, did you mean life? (line 3)");
  }

  @Test
  void aSegmentThatBreaksWhatItInheritsIsNamedItself() {
    assertThat(faults(LEAST + "  vip: {overdue: {callRisk: 0.1}, spendDrop: {baseDays: 182}}\n"))
        .containsExactly(
            "segments.vip.overdue.watchRisk: must not be above callRisk",
            "segments.vip.spendDrop.windowDays: (windowDays + baseDays) x longWindowFactor must be at most 400, is 630");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          horizonDays: 0                                    | segments.default.horizonDays: must be a whole number from 1 to 1095, is "0" (line 3)
          horizonDays: 90.5                                 | segments.default.horizonDays: must be a whole number from 1 to 1095, is "90.5" (line 3)
          horizonDays: [90]                                 | segments.default.horizonDays: must be a whole number from 1 to 1095, is a list (line 3)
          horizonDays: {a: 1}                               | segments.default.horizonDays: must be a value, is a mapping (line 3)
          horizonDays:                                      | segments.default.horizonDays: must be a whole number from 1 to 1095, is empty (line 3)
          horizonDays: 1e300                                | segments.default.horizonDays: must be a whole number from 1 to 1095, is "1e300" (line 3)
          horizonDays: 010                                  | segments.default.horizonDays: must be a whole number from 1 to 1095, is "010" (line 3)
          horizonDays: 1.                                   | segments.default.horizonDays: must be a whole number from 1 to 1095, is "1." (line 3)
          horizonDays: 0x5A                                 | segments.default.horizonDays: must be a whole number from 1 to 1095, is "0x5A" (line 3)
          basis: SALE                                       | segments.default.basis: must be one of PURCHASE, VISIT, EITHER, is "SALE" (line 3)
          overdue: 5                                        | segments.default.overdue: must be a mapping, is a value (line 3)
          overdue: {ownRisk: .nan}                          | segments.default.overdue.ownRisk: must be a number from 0 to 1, is ".nan" (line 3)
          overdue: {ownRisk: NaN}                           | segments.default.overdue.ownRisk: must be a number from 0 to 1, is "NaN" (line 3)
          overdue: {ownRisk: .inf}                          | segments.default.overdue.ownRisk: must be a number from 0 to 1, is ".inf" (line 3)
          spendDrop: {watchDrop: 0}                         | segments.default.spendDrop.watchDrop: must be a number above 0 up to 1, is "0" (line 3)
          spendDrop: {watchDrop: 0.6}                       | segments.default.spendDrop.watchDrop: must not be above callDrop
          score: {weights: {care: 0.2}}                     | segments.default.score.weights: must sum to 1, sum is 1.1
          score: {weights: {care: 0.100000002}}             | segments.default.score.weights: must sum to 1, sum is 1.000000002
          score: {spend: {recentDays: 182}}                 | segments.default.score.spend.recentDays: recentDays + baseDays must be at most 400, is 455
          score: {spend: {minBaseDays: 300}}                | segments.default.score.spend.minBaseDays: must not be above baseDays
          score: {bands: {watchFrom: 70}}                   | segments.default.score.bands.watchFrom: must not be above healthyFrom
          score: {bands: {hysteresis: 30}}                  | segments.default.score.bands.hysteresis: must not be above healthyFrom - watchFrom, which is 25.0
          score: {caps: {terribleCap: 61}}                  | segments.default.score.caps.terribleCap: must not be above basicCap: the worse service would be forgiven more
          life: {forgetAfterDays: 399}                      | segments.default.life.forgetAfterDays: must be a whole number from 400 to 36500, is "399" (line 3)
          life: {lostOneTimeDays: 2000}                     | segments.default.life.forgetAfterDays: must not be below lostOneTimeDays, or nobody who bought once would be lost
          cadence: {bg: {r: 0}}                             | segments.default.cadence.bg.r: must be a number from 0.000001 to 1000000, is "0" (line 3)
          cadence: {bg: {s: 1}}                             | segments.default.cadence.bg.s: is not known, did you mean r? (line 3)
          cadence: {mix: {weights: [1]}}                    | segments.default.cadence.mix.weights: must be a list of 5, is a list of 1 (line 3)
          cadence: {mix: {weights: [.1, .1, .1, .1, a]}}    | segments.default.cadence.mix.weights[4]: must be a number above 0 up to 1, is "a" (line 3)
          cadence: {mix: {weights: [0.1,0.1,0.1,0.1,0.1]}}  | segments.default.cadence.mix.weights: must sum to 1, sum is 0.5
          paramsSource: ""                                  | segments.default.paramsSource: must be a text of 1 to 64 characters, none of them a control character, is "" (line 3)
          """)
  void aFaultOfASegmentIsNamed(String entry, String fault) {
    assertThat(faults("version: \"1\"\nsegments:\n  default: {" + entry + "}\n")).contains(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          effectiveFrom: tomorrow                      | effectiveFrom: must be a time such as 2026-12-01T00:00:00Z, from 1970 to 2100, is "tomorrow" (line 4)
          effectiveFrom: 1969-12-31T00:00:00Z          | effectiveFrom: must be a time such as 2026-12-01T00:00:00Z, from 1970 to 2100, is "1969-12-31T00:00:00Z" (line 4)
          currency: {reporting: gbp}                   | currency.reporting: must be an ISO 4217 currency code such as VND, is "gbp" (line 4)
          currency: {rates: {USD: 0}}                  | currency.rates.USD: must be a number from 1e-12 to 1e12, is "0" (line 4)
          currency: {rates: {USD: -1}}                 | currency.rates.USD: must be a number from 1e-12 to 1e12, is "-1" (line 4)
          currency: {rates: {USD: 1e999999999}}        | currency.rates.USD: must be a number from 1e-12 to 1e12, is "1e999999999" (line 4)
          currency: {rates: {GBP: 2}}                  | currency.rates.GBP: must be 1, being the reporting currency, is "2" (line 4)
          currency: {rates: {DOLLAR: 2}}               | currency.rates.DOLLAR: must be named by an ISO 4217 currency code such as VND, is "2" (line 4)
          currency: {rates: {USD: {a: 2}}}             | currency.rates.USD: must be a number from 1e-12 to 1e12, is a mapping (line 4)
          hotKeys: {exclude: GUEST}                    | hotKeys.exclude: must be a list of at most 10000, is a value (line 4)
          hotKeys: {exclude: [""]}                     | hotKeys.exclude[0]: must be a customer id of 1 to 128 characters, none of them a control character, is "" (line 4)
          hotkeys: {}                                  | hotkeys: is not known, did you mean hotKeys? (line 4)
          version: "2"                                 | version: is given twice, first on line 1 (line 4)
          calendar: {zone: UTC, zone: UTC}             | calendar.zone: is given twice, first on line 4 (line 4)
          calendar: &a {zone: UTC}                     | calendar: anchors and aliases (&, *) are not allowed
          calendar: !!map {zone: UTC}                  | calendar: tags (!) are not allowed
          """)
  void aFaultOfTheDocumentIsNamed(String entry, String fault) {
    assertThat(faults(LEAST + entry + "\n")).contains(fault);
  }

  @Test
  void versionAndDefaultSegmentAreRequired() {
    String version = "must be a text of 1 to 64 characters that does not begin with shadow:";
    assertThat(faults("segments: {vip: {horizonDays: 0}}"))
        .containsExactly(
            "version: is missing, " + version,
            "segments.default: is missing, it serves the customers without a segment",
            "segments.vip.horizonDays: must be a whole number from 1 to 1095, is \"0\" (line 1)");
    assertThat(faults("version: shadow:1\nsegments: {default: {}}"))
        .containsExactly("version: " + version + ", is \"shadow:1\" (line 1)");
    assertThat(faults("version: 1"))
        .containsExactly(
            "segments: is missing, must be a mapping",
            "segments.default: is missing, it serves the customers without a segment");
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    assertThat(faults(""))
        .containsExactly("document: is empty, must be a mapping that begins with version");
    assertThat(faults("just words"))
        .containsExactly("document: must be a mapping, is a value (line 1)");
    assertThat(faults("a: b: c"))
        .singleElement()
        .asString()
        .startsWith("document: is not YAML: ")
        .contains("line 1");
    assertThat(faults("a: \u0000"))
        .singleElement()
        .asString()
        .startsWith("document: is not YAML: ");
    assertThat(faults(LEAST + "---\n" + LEAST))
        .contains("document: is followed by another one, only one is allowed");
  }

  @Test
  void bombsAreRefusedWithoutBeingUnfolded() {
    String laughs =
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
    assertThat(faults(LEAST + laughs)).contains("a: anchors and aliases (&, *) are not allowed");
    assertThat(faults("a: " + "[".repeat(500_000)))
        .singleElement()
        .asString()
        .contains("nested too deep");
    assertThat(faults("a: " + "{b: ".repeat(200_000)))
        .singleElement()
        .asString()
        .contains("nested too deep");
    assertThat(faults("- ".repeat(500_000))).singleElement().asString().contains("nested too deep");
    assertThat(faults("a: [" + "x,".repeat(400_000) + "]"))
        .containsExactly("document: has too many values, at most 100000 are allowed");
    assertThat(faults("x".repeat(YamlDocument.MAX_BYTES + 1)))
        .containsExactly("document: is too big, at most 1048576 bytes are allowed");
    assertThat(faults("é".repeat(YamlDocument.MAX_BYTES / 2 + 1)))
        .singleElement()
        .asString()
        .contains("is too big");
    assertThat(faults("k".repeat(900) + ": 1"))
        .singleElement()
        .asString()
        .contains("a key of more than 128 characters");
  }

  @Test
  void aDocumentThatIsWrongEverywhereHasABoundedList() {
    var yaml = new StringBuilder(LEAST);
    for (int i = 0; i < 5000; i++) {
      yaml.append("wrong").append(i).append(": 1\n");
    }

    assertThat(faults(yaml.toString()))
        .hasSize(1001)
        .last()
        .asString()
        .isEqualTo("document: and 4000 more");
  }

  @Test
  void noMutationOfTheShippedRulesThrows() {
    long seed = 20261122;
    var random = new Random(seed);
    String shipped = ShippedFile.text("rules.yaml").replaceAll("(?m)^\\s*#.*\\n", "");
    String letters = "{}[]:,&*!|>'\"%@#-?~ \n\t\u0000\ud800\uffff0123456789.eEabcnull";
    int valid = 0;
    for (int i = 0; i < 2000; i++) {
      var text = new StringBuilder(shipped);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char letter = letters.charAt(random.nextInt(letters.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, letter);
          case 1 -> text.insert(at, letter);
          default -> text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
        }
      }
      RulesYaml.Result result = read(text.toString(), seed, i);
      if (result instanceof RulesYaml.Invalid invalid) {
        assertThat(invalid.faults()).as("seed %d, mutation %d", seed, i).isNotEmpty();
      } else {
        valid++;
      }
    }
    assertThat(valid).as("seed %d", seed).isBetween(1, 1999);
  }

  private static RulesYaml.Result read(String yaml, long seed, int mutation) {
    try {
      return RulesYaml.read(yaml);
    } catch (Throwable e) {
      throw new AssertionError("seed " + seed + ", mutation " + mutation + ":\n" + yaml, e);
    }
  }
}

package dev.customerhealth.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.customer.TestRules;
import dev.customerhealth.domain.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTextsTest {

  private static final Rules RULES = TestRules.with("calendar: {zone: Asia/Ho_Chi_Minh}");
  private static final AlertTexts TEXTS = new AlertTexts(RULES);
  private static final String GOLDEN = "summaries.txt";

  /** To be read by a person whenever it changes. */
  @Test
  void everyReasonReadsWellInBothLanguages() throws IOException {
    var text = new StringBuilder();
    for (AlertReason reason : AlertReason.values()) {
      append(
          text,
          reason + ", all known",
          alert(reason, "Giao hàng", known(ContactChannel.ZALO, true)));
      append(text, reason + ", little known", alert(reason, null, unknown()));
    }
    Alert call = alert(AlertReason.OVERDUE, null, known(ContactChannel.EMAIL, true));
    append(
        text,
        "not to be contacted",
        alert(AlertReason.OVERDUE, null, known(ContactChannel.PHONE, false)));
    append(text, "queued", call.with(call.standing().published(1, AlertStatus.QUEUED, null)));
    append(text, "not the primary", call.inGroup("g", false));
    append(text, "withheld", call.withHoldout(true));
    append(
        text,
        "over",
        call.with(
            call.standing().ended(AlertStatus.RESOLVED, Resolution.RECOVERED, "TIME", Desk.START)));
    append(text, "due today", at(call, "2011-06-06T08:00:00Z", 2));
    append(text, "due in days", at(call, "2011-06-06T08:00:00Z", 80));

    assertThat(text.toString()).isEqualTo(golden());
  }

  @Test
  void theExampleOfTheDomainComesOut() {
    Alert alert = alert(AlertReason.OVERDUE, null, known(ContactChannel.ZALO, true));
    assertThat(TEXTS.record(alert).content().summary().get("vi"))
        .isEqualTo(
            "Khách quen 8 ngày/lần, đã 22 ngày chưa ghé; giá trị có thể mất 3.200.000 đ/90 ngày. Nên nhắn Zalo trước 17:00 mai.");
  }

  @Test
  void thePlaybookFollowsTheCustomersChannelAndConsent() {
    AlertReason reason = AlertReason.POOR_SERVICE_THEN_SILENCE;
    var phone = TEXTS.record(alert(reason, null, unknown())).content();
    var zalo = TEXTS.record(alert(reason, null, known(ContactChannel.ZALO, true))).content();
    var refused = TEXTS.record(alert(reason, null, known(ContactChannel.ZALO, false))).content();

    assertThat(phone.playbook())
        .extracting(AlertContent.Step::channel)
        .containsExactly(null, ContactChannel.PHONE);
    assertThat(zalo.playbook())
        .extracting(AlertContent.Step::channel)
        .containsExactly(null, ContactChannel.ZALO);
    assertThat(refused.playbook())
        .extracting(AlertContent.Step::channel)
        .containsOnlyNulls()
        .hasSize(1);
    assertThat(zalo.questionSet()).isEqualTo("dissatisfied");
    assertThat(zalo.questions().get(0)).isEqualTo("Anh/chị chưa hài lòng điều gì nhất?");
    // In each language of the rules, as the summary is.
    Set<String> languages = zalo.summary().keySet();
    assertThat(languages).containsExactly("en", "vi");
    assertThat(zalo.questionsByLanguage()).containsOnlyKeys(languages);
    assertThat(zalo.questionsByLanguage()).containsEntry("vi", zalo.questions());
    assertThat(zalo.questionsByLanguage().get("en").get(0))
        .isEqualTo("What were you least satisfied with?");
    for (AlertContent.Step step : zalo.playbook()) {
      assertThat(step.textByLanguage())
          .containsOnlyKeys(languages)
          .containsEntry("vi", step.text());
      assertThat(step.textByLanguage().get("en")).isNotEqualTo(step.text());
    }
  }

  @Test
  void aSegmentHasItsOwnPlaybookAndQuestions() {
    Rules rules =
        TestRules.withDefault(
            "responses: {OVERDUE: {questionSet: competitor, playbook: [{approach: PHONE, withinHours: 2, text: {vi: Gọi, en: Call}}]}}");
    var texts = new AlertTexts(rules);

    var avoids =
        texts.record(alert(AlertReason.OVERDUE, null, known(ContactChannel.CHAT, true))).content();
    assertThat(avoids.playbook())
        .containsExactly(
            new AlertContent.Step(
                "Gọi", Map.of("vi", "Gọi", "en", "Call"), ContactChannel.CHAT, 2));
    var likes =
        texts.record(alert(AlertReason.OVERDUE, null, known(ContactChannel.PHONE, true))).content();
    assertThat(likes.playbook().get(0).channel()).isEqualTo(ContactChannel.PHONE);
    assertThat(likes.questionSet()).isEqualTo("competitor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vi | 32000000000 | VND | 3.200.000 đ
          en | 32000000000 | VND | VND 3,200,000
          en | 12345600    | GBP | £1,200
          vi | 12345600    | GBP | 1.200 £
          en | 999999      | CHF | CHF 100
          en | 5000        | USD | $0
          en | 15000       | USD | $2
          vi | 9223372036854775807 | VND | 920.000.000.000.000 đ
          """)
  void moneyIsWrittenAsInTheLanguage(String language, long ten4, String currency, String text) {
    assertThat(NumberText.of(language).money(ten4, currency)).isEqualTo(text);
  }

  @Test
  void numbersAreWrittenAsInTheLanguage() {
    assertThat(NumberText.of("vi").tenth(1234.56)).isEqualTo("1.234,6");
    assertThat(NumberText.of("en").tenth(41)).isEqualTo("41");
    assertThat(NumberText.of("en").tenth(-0.52)).isEqualTo("-0.5");
    assertThat(NumberText.of("vi-VN").whole(1234567.4)).isEqualTo("1.234.567");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [a {gap}] {advice}   |
          {gap}                | has {gap}, which may be unknown, outside of [brackets]
          [{gapp}]             | has {gapp}, known are [advice, gap]
          [a [b] c]            | has brackets that are nested or not closed
          a] b                 | has brackets that are nested or not closed
          a [b                 | has brackets that are nested or not closed
          a {b                 | has braces that are not closed
          """)
  void aFaultyTemplateIsNamed(String template, String fault) {
    assertThat(SummaryTemplate.fault(template, Set.of("advice"), Set.of("gap")).orElse(null))
        .isEqualTo(fault);
  }

  private static void append(StringBuilder text, String title, Alert alert) {
    text.append(title).append('\n');
    TEXTS
        .record(alert)
        .content()
        .summary()
        .forEach(
            (language, line) ->
                text.append("  ").append(language).append(": ").append(line).append('\n'));
  }

  private static String golden() throws IOException {
    try (InputStream in = AlertTextsTest.class.getResourceAsStream(GOLDEN)) {
      assertThat(in).as(GOLDEN).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Alert alert(AlertReason reason, String line, CustomerFacts facts) {
    // 10:00 in Ho Chi Minh City; due at 17:00 of the next day.
    long opened = Desk.START - 7 * Desk.HOUR;
    long due = opened + 31 * Desk.HOUR;
    return new Alert(
        "id",
        "an",
        new AlertKey(reason, line),
        15131,
        opened,
        false,
        false,
        "id",
        true,
        Standing.opened(Severity.CALL, "TIME", opened, due),
        Contact.NONE,
        null,
        null,
        line == null ? List.of() : List.of(new AlertEvidence("spendDrop", .523, null)),
        facts,
        "1");
  }

  private static Alert at(Alert alert, String time, int dueHours) {
    long now = Instant.parse(time).toEpochMilli();
    return alert.with(Standing.opened(Severity.CALL, "TIME", now, now + dueHours * Desk.HOUR));
  }

  private static CustomerFacts known(ContactChannel channel, boolean contactable) {
    return new CustomerFacts(
        null, "mai", channel, contactable, 32_000_000_000L, "VND", 1L, 90, 22, 8.2, 41.5, null, 2);
  }

  private static CustomerFacts unknown() {
    return new CustomerFacts(
        null, null, null, null, null, null, null, 90, null, null, null, null, null);
  }
}

package dev.customerhealth.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.customerhealth.operator.Account.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The verdict of {@code demo --check}.
 *
 * @param history what was to be replayed
 * @param sent inputs written to the broker
 * @param books what the job says
 * @param results what a consumer finds
 * @param whole from the start of the verb
 * @param replay from the first input until the last result was committed
 */
record CheckReport(
    History history, long sent, Books books, Results results, Duration whole, Duration replay) {

  /** What is wrong, in words; empty when every input and every result is accounted for. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    expect(faults, "inputs sent", history.size(), sent);
    expect(faults, "inputs read", sent, books.get(Entry.READ));
    expect(faults, "inputs accounted for", books.get(Entry.READ), books.settled());
    expect(faults, "customers with a score", history.customers().size(), results.current().size());
    expect(faults, "scores in the topic", books.get(Entry.SCORES), results.scores());
    expect(faults, "flat scores in the topic", books.get(Entry.SCORES), results.flatScores());
    expect(faults, "feedback with a level", history.feedback(), results.ratedFeedback());
    expect(faults, "actions carried out", history.actions(), results.actions());
    expect(faults, "dead letters", books.get(Entry.REJECTED), results.deadLetters());
    expect(faults, "late events given back", books.get(Entry.LATE), results.lateEvents());
    return faults;
  }

  private static void expect(List<String> faults, String what, long expected, long found) {
    if (expected != found) {
      faults.add(String.format(Locale.ROOT, "%s: expected %,d, found %,d", what, expected, found));
    }
  }

  /** One line. */
  String json() throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("read", books.get(Entry.READ));
    for (Entry entry :
        List.of(Entry.USED, Entry.DUPLICATES, Entry.REJECTED, Entry.LATE, Entry.IGNORED)) {
      json.put(entry.key(), books.get(entry));
    }
    json.put("unknownCurrency", books.get(Entry.UNKNOWN_CURRENCY));
    json.put("sent", sent);
    json.put("feedback", history.synthetic().count());
    json.put("scores", books.get(Entry.SCORES));
    json.put("customers", results.current().size());
    json.put("bands", results.bands());
    json.put("scoreChanges", results.changes());
    json.put("levels", results.levels());
    json.put("standings", results.standings());
    json.put("alerts", results.alerts());
    json.put("openAlerts", results.openAlerts());
    json.put("actions", results.actions());
    json.put("deadLetters", results.deadLetters());
    json.put("lateEvents", results.lateEvents());
    json.put("seconds", seconds(whole));
    json.put("replaySeconds", seconds(replay));
    json.put("eventsPerSecond", Math.round(sent / Math.max(0.001, seconds(replay))));
    json.put("scoresPerSecond", Math.round(results.scores() / Math.max(0.001, seconds(replay))));
    json.put("faults", faults());
    return write(json);
  }

  private static String write(Map<String, Object> json) throws JsonProcessingException {
    return new JsonMapper().writeValueAsString(json);
  }

  private static double seconds(Duration time) {
    return Math.round(time.toMillis() / 100.0) / 10.0;
  }
}

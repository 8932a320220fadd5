package dev.customerhealth.cli.demo;

import java.util.List;

/** Everything that was read about one customer, in order. */
record Life(List<ScoreRecord> scores, List<AlertRecord> alerts) {}

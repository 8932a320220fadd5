package dev.customerhealth.bench.rival;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.ledger.Windows;
import dev.customerhealth.operator.Types;
import java.time.Instant;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * In SQL: all OVER windows of one query must be equal, so four queries in a chain, each with one
 * length more; the silence is a session window that closes.
 */
final class OverWindows implements Graph {

  @Override
  public void wire(StreamExecutionEnvironment env, Terms terms) {
    int silentDays = terms.silentDays();
    DataStream<Bought> bought = Bought.of(Plumbing.inputs(env, terms));
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    sql.createTemporaryView(
        "bought",
        bought,
        Schema.newBuilder()
            .column("customerId", DataTypes.STRING())
            .column("timeMillis", DataTypes.BIGINT())
            .column("spend", DataTypes.BIGINT())
            .column("visits", DataTypes.BIGINT())
            .columnByMetadata("ts", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("ts", "SOURCE_WATERMARK()")
            .build());
    sql.createTemporaryView("purchases", sql.sqlQuery("SELECT * FROM bought WHERE visits > 0"));
    DataStream<OutputMessage> sums =
        sql.toDataStream(sql.sqlQuery(overAll())).map(OverWindows::sums).returns(Types.OUTPUT);
    DataStream<OutputMessage> silences =
        sql.toDataStream(sql.sqlQuery(sessions(silentDays)))
            .map(row -> silence(row, silentDays))
            .returns(Types.OUTPUT);
    sums.union(silences).sinkTo(Plumbing.outputs(terms)).name(SINK);
  }

  /** Inside out, the shortest window innermost. */
  private static String overAll() {
    String from = "bought";
    StringBuilder known = new StringBuilder();
    for (int days : Windows.DAYS) {
      // A millisecond less: the bound is inclusive.
      from =
          "(SELECT customerId, ts, timeMillis, spend, visits"
              + known
              + ", SUM(spend) OVER w AS s"
              + days
              + ", SUM(visits) OVER w AS v"
              + days
              + " FROM "
              + from
              + " WINDOW w AS (PARTITION BY customerId ORDER BY ts RANGE BETWEEN INTERVAL '"
              + (days - 1)
              + " 23:59:59.999' DAY(3) TO SECOND(3) PRECEDING AND CURRENT ROW))";
      known.append(", s").append(days).append(", v").append(days);
    }
    return "SELECT customerId, timeMillis" + known + " FROM " + from;
  }

  private static String sessions(int silentDays) {
    return "SELECT customerId, window_end FROM TABLE(SESSION(TABLE purchases PARTITION BY customerId,"
        + " DESCRIPTOR(ts), INTERVAL '"
        + silentDays
        + "' DAY(3))) GROUP BY customerId, window_start, window_end";
  }

  private static OutputMessage sums(Row row) {
    long[] sums = new long[2 * Windows.DAYS.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = row.<Long>getFieldAs(i + 2);
    }
    return Answer.windows(row.getFieldAs(0), Answer.day(row.<Long>getFieldAs(1)), sums);
  }

  private static OutputMessage silence(Row row, int silentDays) {
    Instant end = row.<java.time.LocalDateTime>getFieldAs(1).toInstant(java.time.ZoneOffset.UTC);
    return Answer.silence(
        row.getFieldAs(0), Answer.day(end.toEpochMilli() - silentDays * Answer.DAY_MILLIS));
  }
}

package dev.customerhealth.bench.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** A report as pictures, PNG. */
public final class Charts {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 420;
  private static final int LABEL_DEGREES = 20;

  private Charts() {}

  /** Draws throughput, and latency if it was measured. */
  public static void draw(Report report, Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    for (String part : report.measured().stream().map(Measured::part).distinct().toList()) {
      List<Measured> bars =
          report.measured().stream()
              .filter(one -> one.part().equals(part) && !one.runs().isEmpty())
              .toList();
      write(throughput(part, bars), folder.resolve(part + ".png"));
    }
    if (!report.latencies().isEmpty()) {
      write(latency(report.latencies()), folder.resolve("latency.png"));
    }
  }

  private static CategoryChart throughput(String part, List<Measured> measured) {
    CategoryChart chart = chart("Events per second (" + part + ")", "events/s, logarithmic");
    chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(100.0);
    // Not everybody runs everywhere, and every series has to have all names.
    List<String> names = measured.stream().map(bar -> bar.contestant().label()).distinct().toList();
    measured.stream()
        .collect(
            Collectors.groupingBy(
                one ->
                    "p="
                        + one.parallelism()
                        + (one.load().skewed() ? ", skewed" : ", uniform")
                        + (part.equals("scale")
                            ? String.format(Locale.ROOT, ", %,d customers", one.load().customers())
                            : ""),
                java.util.TreeMap::new,
                Collectors.toList()))
        .forEach(
            (name, bars) ->
                chart.addSeries(
                    name, names, names.stream().map(label -> rate(label, bars)).toList()));
    return chart;
  }

  private static @Nullable Double rate(String label, List<Measured> bars) {
    return bars.stream()
        .filter(bar -> bar.contestant().label().equals(label))
        .findFirst()
        .map(bar -> bar.rate().median())
        .orElse(null);
  }

  private static CategoryChart latency(List<Latency> latencies) {
    CategoryChart chart =
        chart("Latency, broker append to broker append", "milliseconds, logarithmic");
    chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(1.0);
    List<String> names = latencies.stream().map(Charts::name).toList();
    addQuantile(chart, "p50", names, latencies, Latency.Quantiles::p50);
    addQuantile(chart, "p99", names, latencies, Latency.Quantiles::p99);
    addQuantile(chart, "p99.9", names, latencies, Latency.Quantiles::p999);
    return chart;
  }

  /** Short, for a label that does not fit is left out. */
  private static String name(Latency one) {
    String of =
        one.boundMillis() > 0
            ? "bound " + one.boundMillis() + " ms"
            : one.exactlyOnce() ? "exactly once" : "at least once";
    return one.contestant().label() + ", " + of;
  }

  private static void addQuantile(
      CategoryChart chart,
      String name,
      List<String> names,
      List<Latency> latencies,
      ToDoubleFunction<Latency.Quantiles> quantile) {
    chart.addSeries(
        name,
        names,
        latencies.stream()
            .map(one -> one.spread(window -> quantile.applyAsDouble(window.appended())).median())
            .map(median -> Math.max(1, median))
            .toList());
  }

  private static CategoryChart chart(String title, String yAxis) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle(yAxis)
            .build();
    chart.getStyler().setXAxisLabelRotation(LABEL_DEGREES);
    chart
        .getStyler()
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false);
    return chart;
  }

  private static void write(CategoryChart chart, Path file) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    chart.paint(pen, WIDTH, HEIGHT);
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}

package dev.customerhealth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process tells Prometheus, at one moment. */
public record Exposed(List<Series> series) {

  /** One line. */
  public record Series(String name, Map<String, String> labels, double value) {

    boolean has(Map<String, String> wanted) {
      return labels.entrySet().containsAll(wanted.entrySet());
    }
  }

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern LINE = Pattern.compile("([^{ ]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Reads it as Prometheus would; nothing while nobody listens. */
  public static Exposed at(int port) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"));
    try {
      return of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (ConnectException e) {
      return new Exposed(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Exposed of(String text) {
    return new Exposed(
        text.lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(Exposed::line)
            .toList());
  }

  private static Series line(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException(line);
    }
    Map<String, String> labels = new HashMap<>();
    if (parts.group(2) != null) {
      LABEL
          .matcher(parts.group(2))
          .results()
          .forEach(label -> labels.put(label.group(1), label.group(2)));
    }
    return new Series(parts.group(1), labels, number(parts.group(3)));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Those of a name with all of these labels. */
  public Stream<Series> of(String name, Map<String, String> labels) {
    return series.stream().filter(one -> one.name().equals(name) && one.has(labels));
  }

  public Stream<Series> named(String name) {
    return of(name, Map.of());
  }

  /** Over all subtasks. */
  public double sum(String name, Map<String, String> labels) {
    return of(name, labels).mapToDouble(Series::value).sum();
  }

  public double sum(String name) {
    return sum(name, Map.of());
  }

  /** Over all subtasks, by the values of a label (several: joined by a space); without zeros. */
  public Map<String, Long> sums(String name, List<String> labels) {
    Map<String, Long> sums =
        named(name)
            .collect(
                Collectors.groupingBy(
                    one -> labels.stream().map(one.labels()::get).collect(Collectors.joining(" ")),
                    Collectors.summingLong(one -> (long) one.value())));
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  public Set<String> names() {
    return series.stream().map(Series::name).collect(Collectors.toCollection(TreeSet::new));
  }
}

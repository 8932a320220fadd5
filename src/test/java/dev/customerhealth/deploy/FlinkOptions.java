package dev.customerhealth.deploy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** The settings of Flink that our files use, as Flink itself declares them. */
final class FlinkOptions {

  private static final Map<String, ConfigOption<?>> BY_NAME = declared();

  /** Of a reporter named prom; declared by the reporter, not as options. */
  private static final List<String> REPORTERS =
      List.of(
          "factory.class",
          "port",
          "filterLabelValueCharacters",
          "scope.variables.excludes",
          "filter.excludes");

  private FlinkOptions() {}

  static List<String> unknown(Collection<String> names) {
    return names.stream()
        .filter(name -> !BY_NAME.containsKey(name))
        .filter(
            name ->
                REPORTERS.stream().noneMatch(end -> name.equals("metrics.reporter.prom." + end)))
        .toList();
  }

  /** Settings whose values Flink cannot read. */
  static List<String> unreadable(Map<String, String> settings) {
    Configuration configuration = Configuration.fromMap(settings);
    List<String> faults = new ArrayList<>();
    settings.keySet().stream()
        .filter(BY_NAME::containsKey)
        .forEach(
            name -> {
              try {
                configuration.get(BY_NAME.get(name));
              } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
              }
            });
    return faults;
  }

  private static Map<String, ConfigOption<?>> declared() {
    Map<String, ConfigOption<?>> options = new TreeMap<>();
    for (Class<?> type :
        List.of(
            CheckpointingOptions.class,
            CoreOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            MetricOptions.class,
            RestOptions.class,
            RestartStrategyOptions.class,
            RocksDBConfigurableOptions.class,
            RocksDBNativeMetricOptions.class,
            RocksDBOptions.class,
            StateBackendOptions.class,
            TaskManagerOptions.class,
            WebOptions.class)) {
      Arrays.stream(type.getFields())
          .filter(field -> Modifier.isStatic(field.getModifiers()))
          .filter(field -> field.getType() == ConfigOption.class)
          .map(FlinkOptions::value)
          .forEach(option -> options.put(option.key(), option));
    }
    return options;
  }

  private static ConfigOption<?> value(Field field) {
    try {
      return (ConfigOption<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}

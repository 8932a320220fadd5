package dev.customerhealth.bench.state;

import dev.customerhealth.operator.CustomerState;
import dev.customerhealth.operator.ScoreCustomer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.state.api.runtime.SavepointLoader;

/**
 * Bytes of a customer in a savepoint, everything included: keys and values of all states of all
 * operators, timers too. What RocksDB adds in its files, and saves by compressing them, is not
 * counted.
 *
 * @param customers how many are known
 * @param median bytes of a customer
 * @param p99 bytes of a customer
 * @param mean bytes of a customer
 * @param medianValue bytes of the customer's value alone, without its key
 * @param meanByState bytes per customer, "operator / state"
 */
public record StateSizes(
    int customers,
    long median,
    long p99,
    double mean,
    long medianValue,
    Map<String, Double> meanByState) {

  private static final double PERCENT_99 = 0.99;

  /**
   * @param savepoint a canonical one
   */
  public static StateSizes of(String savepoint) throws IOException {
    Sums sums = new Sums();
    List<OperatorState> operators =
        new ArrayList<>(SavepointLoader.loadSavepointMetadata(savepoint).getOperatorStates());
    // Who is a customer, is known by those who keep them.
    operators.sort(
        java.util.Comparator.comparing(
            operator -> uid(operator).equals(ScoreCustomer.UID) ? 0 : 1));
    for (OperatorState operator : operators) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
          sums.add(
              uid(operator),
              KeyedEntries.of((KeyGroupsStateHandle) handle, operator.getMaxParallelism()));
        }
      }
    }
    return sums.sizes();
  }

  private static String uid(OperatorState operator) {
    return operator.getOperatorUid().orElse("");
  }

  private static final class Sums {
    private final Map<String, Long> bytes = new HashMap<>();
    private final List<Long> values = new ArrayList<>();
    private final Map<String, Long> byState = new TreeMap<>();

    void add(String uid, KeyedEntries entries) throws IOException {
      String customers = CustomerState.customer().getName();
      boolean isKeeper = uid.equals(ScoreCustomer.UID);
      List<String> names = entries.states().stream().map(state -> state.getName()).toList();
      entries.forEach(
          (keyGroup, state, before, id, after, value) -> {
            if (isKeeper && names.get(state).equals(customers)) {
              values.add((long) value.length);
            }
            if (!isKeeper && !bytes.containsKey(id)) {
              return;
            }
            long all =
                (long) before.length + KeyedEntries.bytes(id).length + after.length + value.length;
            bytes.merge(id, all, Long::sum);
            byState.merge(uid + " / " + names.get(state), all, Long::sum);
          });
    }

    StateSizes sizes() {
      List<Long> sorted = bytes.values().stream().sorted().toList();
      int n = sorted.size();
      Map<String, Double> means = new TreeMap<>();
      byState.forEach((state, all) -> means.put(state, (double) all / n));
      values.sort(null);
      return new StateSizes(
          n,
          sorted.get(n / 2),
          sorted.get((int) (n * PERCENT_99)),
          sorted.stream().mapToLong(Long::longValue).average().orElse(0),
          values.get(values.size() / 2),
          means);
    }
  }
}

package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** The signal is of one of these kinds. */
final class Says extends SimpleCondition<Signal> {

  private static final long serialVersionUID = 1L;

  private final EnumSet<SignalKind> kinds;

  Says(SignalKind first, SignalKind... others) {
    this.kinds = EnumSet.of(first, others);
  }

  /** All kinds that any of the conditions lets pass. */
  static Set<SignalKind> kinds(Says... conditions) {
    var all = EnumSet.noneOf(SignalKind.class);
    for (Says condition : conditions) {
      all.addAll(condition.kinds);
    }
    return Collections.unmodifiableSet(all);
  }

  @Override
  public boolean filter(Signal signal) {
    return kinds.contains(signal.kind());
  }
}

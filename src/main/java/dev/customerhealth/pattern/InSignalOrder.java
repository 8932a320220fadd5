package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.Signal;
import org.apache.flink.cep.EventComparator;

/** Which of two signals of one instant comes first: {@link Signal#ORDER}. */
final class InSignalOrder implements EventComparator<Signal> {

  private static final long serialVersionUID = 1L;

  @Override
  public int compare(Signal one, Signal other) {
    return Signal.ORDER.compare(one, other);
  }
}

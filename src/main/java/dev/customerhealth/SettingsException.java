package dev.customerhealth;

import java.util.List;

/** Every fault of the settings at once. Names options, never a value that may be secret. */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  SettingsException(List<String> faults) {
    super(String.join("; ", faults) + " (--help lists the options)");
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}

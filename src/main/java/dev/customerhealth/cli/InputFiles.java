package dev.customerhealth.cli;

import dev.customerhealth.domain.EventType;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files of facts that a verb reads, each optional, at least one. */
final class InputFiles {

  @Option(names = "--purchases", paramLabel = "F", description = "Purchases, CSV (.gz allowed).")
  private @Nullable Path purchases;

  @Option(names = "--visits", paramLabel = "F", description = "Visits, CSV.")
  private @Nullable Path visits;

  @Option(names = "--feedback", paramLabel = "F", description = "Feedback, CSV.")
  private @Nullable Path feedback;

  @Option(names = "--cases", paramLabel = "F", description = "Cases, CSV.")
  private @Nullable Path cases;

  @Option(names = "--observations", paramLabel = "F", description = "Staff observations, CSV.")
  private @Nullable Path observations;

  @Option(names = "--referrals", paramLabel = "F", description = "Referrals, CSV.")
  private @Nullable Path referrals;

  @Option(names = "--profiles", paramLabel = "F", description = "Customer profiles, CSV.")
  private @Nullable Path profiles;

  @Option(names = "--actions", paramLabel = "F", description = "CRM actions, CSV.")
  private @Nullable Path actions;

  /**
   * The files given, by what they hold, in the order of {@link EventType}.
   *
   * @throws WrongUsage if there is none, or one cannot be read
   */
  Map<EventType, Path> given() {
    Map<EventType, Path> given = new EnumMap<>(EventType.class);
    for (EventType type : EventType.inputs()) {
      Path file = fileOf(type);
      if (file != null) {
        refuseTwice(given, type, file);
        given.put(type, InputFile.readable("--" + type.plural(), file));
      }
    }
    if (given.isEmpty()) {
      throw new WrongUsage("give at least one input file, for example --purchases FILE");
    }
    return given;
  }

  private static void refuseTwice(Map<EventType, Path> given, EventType type, Path file) {
    Path place = file.toAbsolutePath().normalize();
    given.forEach(
        (other, known) -> {
          if (known.toAbsolutePath().normalize().equals(place)) {
            throw new WrongUsage(
                "--" + type.plural() + ": " + file + " was given for --" + other.plural() + " too");
          }
        });
  }

  private @Nullable Path fileOf(EventType type) {
    return switch (type) {
      case PROFILE -> profiles;
      case VISIT -> visits;
      case PURCHASE -> purchases;
      case FEEDBACK -> feedback;
      case CASE -> cases;
      case OBSERVATION -> observations;
      case REFERRAL -> referrals;
      case ACTION -> actions;
      case CONVERSION -> null;
    };
  }
}

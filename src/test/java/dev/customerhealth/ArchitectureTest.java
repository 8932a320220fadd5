package dev.customerhealth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md: cli, job, (operator, pattern, io), codec, domain. */
class ArchitectureTest {

  private static final String ROOT = "dev.customerhealth";
  private static final String DOMAIN = ROOT + ".domain..";
  private static final String OPERATOR = ROOT + ".operator..";
  private static final String PATTERN = ROOT + ".pattern..";
  private static final String IO = ROOT + ".io..";
  private static final String CODEC = ROOT + ".codec..";
  private static final String CLI = ROOT + ".cli..";
  private static final String AVRO = ROOT + ".avro..";

  private static final String METRICS_CLOCK = ROOT + ".operator.WallClock";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Among the classes once ./run bench was called, though never in the jar.
          .withImportOption(location -> !location.contains("/customerhealth/bench/"))
          .importPackages(ROOT);

  @Test
  void theDomainIsPureJava() {
    check(
        classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                DOMAIN,
                "java.lang..",
                "java.io",
                "java.math..",
                "java.nio..",
                "java.text..",
                "java.time..",
                "java.util..",
                "org.jspecify..",
                "com.hankcs.algorithm..",
                "org.hipparchus..",
                "org.apache.commons.codec.."));
  }

  @Test
  void nothingPointsBack() {
    check(nobodyIn(CODEC).should().dependOnClassesThat().resideInAnyPackage(OPERATOR, PATTERN, IO));
    check(
        nobodyIn(CODEC, OPERATOR, PATTERN, IO)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, CLI));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI));
  }

  @Test
  void onlyTheCodecKnowsTheRecordsOfTheWire() {
    check(nobodyIn(OPERATOR, PATTERN).should().dependOnClassesThat().resideInAPackage(AVRO));
  }

  @Test
  void onlyTheEdgesKnowKafka() {
    check(
        nobodyIn(OPERATOR, PATTERN, CODEC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka.."));
  }

  @Test
  void resultsDependOnNoClockAndNoChance() {
    check(
        nobodyIn(DOMAIN, OPERATOR, PATTERN, CODEC)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                Clock.class, Random.class, SplittableRandom.class, ThreadLocalRandom.class));
    check(
        nobodyIn(DOMAIN, OPERATOR, PATTERN, CODEC)
            .and()
            .doNotHaveFullyQualifiedName(METRICS_CLOCK)
            .should()
            .accessTargetWhere(callsOneOf(READS_CLOCK_OR_CHANCE)));
  }

  @Test
  void onlyMetersAskForTheTimeOfTheMachine() {
    check(
        classes()
            .that()
            .haveFullyQualifiedName(METRICS_CLOCK)
            .should()
            .onlyHaveDependentClassesThat()
            .haveSimpleNameEndingWith("Meters"));
  }

  @Test
  void theDomainComputesTheSameOnEveryMachine() {
    check(nobodyIn(DOMAIN).should().accessTargetWhere(callsOneOf(ROUNDED_AS_THE_MACHINE_LIKES)));
  }

  @Test
  void logsGoThroughOneDoor() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.util.logging..", "org.apache.log4j..", "org.apache.commons.logging.."));
  }

  private static final Set<String> READS_CLOCK_OR_CHANCE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.YearMonth.now",
          "java.time.ZoneId.systemDefault",
          UUID.class.getName() + ".randomUUID");

  /** StrictMath has these to the last bit. */
  private static final Set<String> ROUNDED_AS_THE_MACHINE_LIKES =
      Set.of(
          "java.lang.Math.exp",
          "java.lang.Math.expm1",
          "java.lang.Math.log",
          "java.lang.Math.log10",
          "java.lang.Math.log1p",
          "java.lang.Math.pow",
          "java.lang.Math.cbrt",
          "java.lang.Math.sin",
          "java.lang.Math.cos",
          "java.lang.Math.tanh");

  private static DescribedPredicate<JavaAccess<?>> callsOneOf(Set<String> methods) {
    return DescribedPredicate.describe(
        "is one of " + methods, access -> methods.contains(nameOf(access.getTarget())));
  }

  private static String nameOf(AccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }

  private static GivenClassesConjunction nobodyIn(String... packages) {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "reside in " + String.join(", ", packages),
                (JavaClass type) -> JavaClass.Predicates.resideInAnyPackage(packages).test(type)));
  }

  /** Also while a package is still empty. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }
}

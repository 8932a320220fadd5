package dev.customerhealth.cli.cluster;

import dev.customerhealth.cli.EmbeddedKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Kafka broker in a process of its own. Its data outlives it, so that it can be killed and
 * started again.
 */
public final class BrokerProcess {

  private BrokerProcess() {}

  /**
   * The command line that starts it.
   *
   * @param data made if it is not there
   */
  public static List<String> command(Path data, int port, Path log) {
    List<String> options = new ArrayList<>(List.of("-Xmx512m", "-Dcustomerhealth.log=" + log));
    String loggers = System.getProperty("log4j2.configurationFile");
    if (loggers != null) {
      options.add("-Dlog4j2.configurationFile=" + loggers);
    }
    return Launch.own(
        BrokerProcess.class, options, List.of(data.toString(), Integer.toString(port)));
  }

  /**
   * Runs until it is told to end.
   *
   * @param args folder of the data, port
   */
  public static void main(String[] args) throws Exception {
    EmbeddedKafka.startIn(Path.of(args[0]), Integer.parseInt(args[1])).awaitEnd();
  }
}

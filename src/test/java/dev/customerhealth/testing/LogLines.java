package dev.customerhealth.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What this process logs at INFO and above, in place of what it would print. */
public final class LogLines extends AbstractAppender implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

  private LogLines() {
    super("lines", null, null, false, Property.EMPTY_ARRAY);
  }

  public static LogLines kept() {
    LogLines kept = new LogLines();
    kept.start();
    LoggerConfig root = kept.context.getConfiguration().getRootLogger();
    List.copyOf(root.getAppenders().keySet()).forEach(root::removeAppender);
    root.addAppender(kept, Level.INFO, null);
    root.setLevel(Level.INFO);
    kept.context.updateLoggers();
    return kept;
  }

  @Override
  public void append(LogEvent event) {
    StringWriter line = new StringWriter();
    line.append(event.getLoggerName()).append(' ').append(event.getMessage().getFormattedMessage());
    if (event.getThrown() != null) {
      event.getThrown().printStackTrace(new PrintWriter(line));
    }
    lines.add(line.toString());
  }

  public List<String> all() {
    return List.copyOf(lines);
  }

  /** Goes back to the configuration of the tests. */
  @Override
  public void close() {
    context.reconfigure();
  }
}

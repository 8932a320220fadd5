package dev.customerhealth.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** All that is logged from INFO on, by whomever in this JVM, with its stack traces. */
public final class LogCapture implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level before = root.getLevel();
  private final AbstractAppender appender =
      new AbstractAppender("capture", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          lines.add(text(event));
        }
      };

  private LogCapture() {
    appender.start();
    root.getAppenders().keySet().forEach(root::removeAppender);
    root.addAppender(appender, Level.ALL, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
  }

  public static LogCapture start() {
    return new LogCapture();
  }

  public String text() {
    return String.join("\n", lines);
  }

  private static String text(LogEvent event) {
    StringWriter text = new StringWriter();
    text.write(event.getLoggerName() + " " + event.getMessage().getFormattedMessage());
    if (event.getThrown() != null) {
      event.getThrown().printStackTrace(new PrintWriter(text));
    }
    return text.toString();
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.removeAppender("capture");
    context.reconfigure();
  }
}

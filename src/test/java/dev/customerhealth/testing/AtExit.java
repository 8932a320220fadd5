package dev.customerhealth.testing;

/** For tests that start processes: Ctrl-C leaves nothing, either. */
public final class AtExit {

  private AtExit() {}

  /**
   * @param leaveNothing may be done already
   */
  public static void close(AutoCloseable leaveNothing) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    leaveNothing.close();
                  } catch (Exception e) {
                    System.err.println("something was left running: " + e);
                  }
                }));
  }
}

package dev.customerhealth.bench.state;

import dev.customerhealth.bench.run.ChildJvm;
import dev.customerhealth.bench.run.WorkFolder;
import dev.customerhealth.cli.Main;
import java.io.IOException;
import java.nio.file.Path;

/** The bundled purchases, made a savepoint of by the verb that does so for history files. */
public final class BundledPurchases {

  /** As of when the risks are measured, too. */
  private static final String UNTIL = "2011-06-01T00:00:00Z";

  private static final int HEAP_MIB = 1_536;

  private BundledPurchases() {}

  /** What their customers take. */
  public static StateSizes sizes() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("customerhealth.home", "."));
    try (WorkFolder folder = WorkFolder.create();
        ChildJvm child =
            ChildJvm.start(
                Main.class,
                HEAP_MIB,
                "bootstrap",
                "--purchases=" + home.resolve("data/online_retail_ii.csv.gz"),
                "--until=" + UNTIL,
                "--out=" + folder.path())) {
      child.lastLine();
      return StateSizes.of(folder.path().resolve("savepoint").toUri().toString());
    }
  }
}

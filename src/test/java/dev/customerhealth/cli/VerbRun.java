package dev.customerhealth.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a verb said and how it ended, run through the command line itself. */
record VerbRun(int exitCode, String out, String err) {

  static VerbRun of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = String.valueOf(args[i]);
    }
    int exitCode =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(texts);
    return new VerbRun(exitCode, out.toString(), err.toString());
  }

  /** The last line of stdout. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out.lines().reduce((first, last) -> last).orElse(""));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + out + err, e);
    }
  }
}

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Draws the text of a terminal, read from stdin, as an SVG picture on stdout:
 *
 * <pre>java docs/TerminalSvg.java "./run explain 13093" &lt; explain.txt &gt; docs/explain.svg</pre>
 */
final class TerminalSvg {

  /** Wide enough for tables, narrow enough to be read beside GitHub's file list. */
  private static final int COLUMNS = 108;

  /** In pixels, of a 12 px monospaced font. */
  private static final double CHARACTER = 7.2;

  private static final int LINE = 18;
  private static final int MARGIN = 18;
  private static final int TITLE_BAR = 48;

  private static final String FONTS =
      "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";

  private static final Map<Pattern, String> STYLES = new LinkedHashMap<>();

  static {
    style("^\\$ ", "fill=\"#7ee787\"");
    style("^(Customer |Customers to call|Were the|How it came|How customers were|The worst of them)", "fill=\"#ffffff\" font-weight=\"bold\"");
    style("^  \\| [^|]*: customer \\d+$", "fill=\"#79c0ff\" font-weight=\"bold\"");
    style("^(\\d{4}-\\d\\d-\\d\\d .* events/s|\\.\\.\\.)|- not known$", "fill=\"#8b949e\"");
    style("^  \\| .*at risk,|^ ?\\d+  +\\d+ |^(Score|Chance|Overdue|Value at)|  At risk  ", "fill=\"#ffa657\"");
    style("^  \\| .*-> HEALTHY|  Healthy  ", "fill=\"#7ee787\"");
  }

  private TerminalSvg() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: java docs/TerminalSvg.java TITLE < TEXT > PICTURE");
      System.exit(2);
    }
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    out.print(picture(args[0], in.lines().toList()));
    out.flush();
  }

  private static String picture(String title, List<String> lines) {
    var rows = new StringBuilder();
    int y = TITLE_BAR;
    int widest = 0;
    for (String line : lines) {
      for (String row : wrapped(line)) {
        rows.append(row.isBlank() ? "" : row(row, y, style(line)));
        widest = Math.max(widest, row.length());
        y += LINE;
      }
    }
    return frame(title, (int) Math.ceil(widest * CHARACTER) + 2 * MARGIN, y, rows);
  }

  private static String frame(String title, int width, int height, CharSequence rows) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
        <title>%3$s</title>
        <rect width="%1$d" height="%2$d" rx="8" fill="#161b22"/>
        <g fill="#484f58"><circle cx="20" cy="18" r="5"/><circle cx="38" cy="18" r="5"/><circle cx="56" cy="18" r="5"/></g>
        <g font-family="%4$s" font-size="12" fill="#c9d1d9" xml:space="preserve" style="white-space:pre">
        %5$s</g>
        </svg>
        """
        .formatted(width, height, escaped(title), FONTS, rows);
  }

  /** The length is stated so that columns stand below one another in any font. */
  private static String row(String text, int y, String style) {
    return "<text x=\"%d\" y=\"%d\" textLength=\"%d\"%s>%s</text>%n"
        .formatted(MARGIN, y, Math.round(text.length() * CHARACTER), style, escaped(text));
  }

  private static List<String> wrapped(String line) {
    List<String> rows = new ArrayList<>();
    String rest = line.stripTrailing();
    while (rest.length() > COLUMNS) {
      int space = rest.lastIndexOf(' ', COLUMNS);
      rows.add(rest.substring(0, space));
      rest = (line.startsWith("  | ") ? "  |   " : "    ") + rest.substring(space + 1);
    }
    rows.add(rest);
    return rows;
  }

  private static void style(String line, String attributes) {
    STYLES.put(Pattern.compile(line), " " + attributes);
  }

  private static String style(String line) {
    return STYLES.entrySet().stream()
        .filter(style -> style.getKey().matcher(line).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

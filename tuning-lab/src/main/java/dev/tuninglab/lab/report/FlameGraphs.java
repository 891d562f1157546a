package dev.tuninglab.lab.report;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import one.convert.Arguments;
import one.convert.FlameGraph;

/**
 * Flame graphs from collapsed stacks, each a page of HTML of its own that loads nothing: drawn by
 * the converter of async-profiler.
 *
 * <p>The pages have two inline scripts, inline styles, and ask for a text to search by {@code
 * prompt}: in a sandboxed frame they need {@code allow-scripts allow-modals}.
 */
public final class FlameGraphs {
  /** A page has at most this many bytes; narrow frames are left out until it does. */
  static final int MOST_BYTES = 150_000;

  /** A pixel of a page 1,000 pixels wide. */
  private static final double NARROWEST = 0.001;

  /** Of each run in a difference: enough that rounding a stack's share does not show. */
  private static final long SAMPLES_COMPARED = 1_000_000;

  private static final String NAMES = "const cpool = [\n";
  private static final String NAMES_END = "];\nunpack(cpool);";

  private FlameGraphs() {}

  /**
   * Where CPU time went: a frame is as wide as its share of the samples.
   *
   * @param collapsed a line a stack: {@code outer;inner 12}
   */
  public static String html(String title, String collapsed) {
    StackTree stacks = new StackTree();
    stacks.add(1, collapsed);
    return page(stacks, tree -> draw(graph(title, tree, 1)));
  }

  /**
   * The candidate's stacks, each frame coloured by how its own share of the samples, without that
   * of what it calls, differs from the baseline's: red for more, blue for less, yellow for frames
   * that the baseline does not have. Both runs count as a million samples, since one may have been
   * sampled more often than the other. Frames that only the baseline has are not in it: exchange
   * the two to see those.
   */
  public static String difference(String title, String baseline, String candidate) {
    StackTree stacks = new StackTree();
    stacks.add(0, baseline);
    stacks.add(1, candidate);
    stacks.scaleBothTo(SAMPLES_COMPARED);
    return page(
        stacks,
        tree -> {
          FlameGraph graph = graph(title, tree, 1);
          graph.diff(graph(title, tree, 0));
          return draw(graph);
        });
  }

  private interface Drawing {
    String of(StackTree stacks) throws IOException;
  }

  private static String page(StackTree stacks, Drawing drawing) {
    try {
      for (double share = NARROWEST; ; share *= 2) {
        stacks.cut(share);
        String page = drawing.of(stacks);
        if (page.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
          return page;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // from memory to memory: not expected
    }
  }

  private static FlameGraph graph(String title, StackTree stacks, int run) throws IOException {
    Arguments arguments = new Arguments();
    arguments.title = escaped(title);
    FlameGraph graph = new FlameGraph(arguments);
    graph.parseCollapsed(new StringReader(stacks.collapsed(run)));
    return graph;
  }

  /** The converter prints a title as it is. */
  private static String escaped(String title) {
    StringOutput escaped = new StringOutput();
    Escape.htmlContent(title.replaceAll("\\p{Cntrl}", " "), escaped);
    return escaped.toString();
  }

  private static String draw(FlameGraph graph) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    graph.dump(page);
    return withoutMarkupInNames(page.toString(StandardCharsets.UTF_8));
  }

  /**
   * The converter makes JavaScript texts of frames' names, but leaves {@code <} in them, and even
   * writes lengths as that character: an end of the script could come out.
   */
  private static String withoutMarkupInNames(String page) {
    int start = page.indexOf(NAMES);
    int end = page.lastIndexOf(NAMES_END);
    if (start < 0 || end < start) {
      throw new IllegalStateException("the converter's page has no list of names where one was");
    }
    return page.substring(0, start)
        + page.substring(start, end).replace("<", "\\x3c")
        + page.substring(end);
  }
}

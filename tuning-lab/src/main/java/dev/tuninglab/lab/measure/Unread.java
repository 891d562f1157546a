package dev.tuninglab.lab.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What of a slice log could not be used, and why; in plain sentences, and not too many. */
final class Unread {
  /** Sentences a file; a foreign file would have one a line. */
  private static final int MOST = 5;

  private record Lines(int first, int last, String why) {}

  private final String file;
  private final List<Lines> lines = new ArrayList<>();
  private final List<String> whole = new ArrayList<>();

  Unread(String file) {
    this.file = file;
  }

  void file(String why) {
    whole.add(file + " " + why);
  }

  void line(int number, String why) {
    lines.add(new Lines(number, number, why));
  }

  /** {@code slices.hlog line 12 was not used: it was cut}. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>(whole);
    List<Lines> grouped = grouped();
    grouped.stream().limit(MOST).map(this::sentence).forEach(sentences::add);
    int more = grouped.stream().skip(MOST).mapToInt(l -> l.last - l.first + 1).sum();
    if (more > 0) {
      sentences.add(file + ": " + more + " more lines were not used");
    }
    return sentences;
  }

  private String sentence(Lines some) {
    return file
        + (some.first == some.last
            ? " line " + some.first + " was not used: "
            : " lines " + some.first + " to " + some.last + " were not used: ")
        + some.why;
  }

  /** Neighbours with the same reason as one. */
  private List<Lines> grouped() {
    List<Lines> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingInt(Lines::first));
    List<Lines> grouped = new ArrayList<>();
    for (Lines next : sorted) {
      Lines last = grouped.isEmpty() ? null : grouped.get(grouped.size() - 1);
      if (last != null && next.first == last.last + 1 && next.why.equals(last.why)) {
        grouped.set(grouped.size() - 1, new Lines(last.first, next.last, last.why));
      } else {
        grouped.add(next);
      }
    }
    return grouped;
  }
}

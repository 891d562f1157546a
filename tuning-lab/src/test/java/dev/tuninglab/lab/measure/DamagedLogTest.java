package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens to a slice log, what is read from it was measured. */
class DamagedLogTest {
  private static final Map<String, Double> MEDIANS = Map.of("pool=none", 4_000.0);
  private static final List<Slice> ORIGINAL = SomeSlices.of(MEDIANS, 1, 3, 7);
  private static final Path FOLDER = written();
  private static final byte[] HISTOGRAMS = bytes(SliceLog.HISTOGRAMS);
  private static final byte[] COUNTS = bytes(SliceLog.COUNTS);

  /** Bytes changed, then a stretch taken out. */
  record Damage(List<Integer> at, List<Byte> with, int from, int length) {
    byte[] of(byte[] whole) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < at.size(); i++) {
        damaged[at.get(i) % whole.length] = with.get(i % with.size());
      }
      int begin = from % (whole.length + 1);
      int end = Math.min(whole.length, begin + length);
      byte[] cut = Arrays.copyOf(damaged, whole.length - (end - begin));
      System.arraycopy(damaged, end, cut, begin, whole.length - end);
      return cut;
    }
  }

  @Provide
  Arbitrary<Damage> damage() {
    Arbitrary<Integer> position = Arbitraries.integers().between(0, 1 << 20);
    return Combinators.combine(
            position.list().ofMinSize(0).ofMaxSize(6),
            Arbitraries.oneOf(
                    Arbitraries.bytes(),
                    Arbitraries.chars()
                        .with("0123456789,\"\n{}/=-.")
                        .map(c -> (byte) c.charValue()))
                .list()
                .ofSize(6),
            position,
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(2, Arbitraries.integers().between(1, 200)),
                Tuple.of(1, position)))
        .as(Damage::new);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void nothingIsInventedAndNothingIsThrown(
      @ForAll("damage") Damage toHistograms, @ForAll("damage") Damage toCounts) throws IOException {
    Files.write(FOLDER.resolve(SliceLog.HISTOGRAMS), toHistograms.of(HISTOGRAMS));
    Files.write(FOLDER.resolve(SliceLog.COUNTS), toCounts.of(COUNTS));
    check();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void oneByteCostsOneSliceAtMost(
      @ForAll("damage") Damage damage, @ForAll boolean counts, @ForAll byte value)
      throws IOException {
    byte[] whole = (counts ? COUNTS : HISTOGRAMS).clone();
    whole[damage.from() % whole.length] = value;
    Files.write(FOLDER.resolve(SliceLog.HISTOGRAMS), counts ? HISTOGRAMS : whole);
    Files.write(FOLDER.resolve(SliceLog.COUNTS), counts ? whole : COUNTS);
    // A line break that is gone makes one damaged line of two.
    assertThat(check()).isGreaterThanOrEqualTo(ORIGINAL.size() - 2);
  }

  private static int check() {
    SliceLogReader.Stored stored = SliceLogReader.read(FOLDER, Set.of("pool=none"));
    assertThat(SliceLogReaderTest.facts(ORIGINAL))
        .containsAll(SliceLogReaderTest.facts(stored.slices()));
    assertThat(stored.slices()).doesNotHaveDuplicates();
    if (stored.slices().size() < ORIGINAL.size() && asManyLinesAsSlices()) {
      assertThat(stored.unread()).as("what was lost is named").isNotEmpty();
    }
    return stored.slices().size();
  }

  /** Else the log may be that of a run that ended early. */
  private static boolean asManyLinesAsSlices() {
    try (Stream<String> lines =
        Files.lines(FOLDER.resolve(SliceLog.COUNTS), StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> !line.isBlank()).count() == ORIGINAL.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path written() {
    try {
      Path folder = Files.createTempDirectory("damaged-log");
      SomeSlices.write(folder, ORIGINAL);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    for (String file : List.of(SliceLog.HISTOGRAMS, SliceLog.COUNTS, "")) {
      folder.resolve(file).toFile().delete();
    }
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

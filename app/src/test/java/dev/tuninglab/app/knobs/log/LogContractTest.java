package dev.tuninglab.app.knobs.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tuninglab.app.tuning.InvalidSetting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each variant of the knob {@code log} holds to. */
@Timeout(120)
class LogContractTest {
  /** Lines in the file for each that is handed over. */
  private static final Map<String, Integer> WRITTEN = Map.of("sync", 1, "async", 1, "off", 0);

  @TempDir private Path folder;

  private final AtomicLong dropped = new AtomicLong();

  @ParameterizedTest
  @EnumSource(Log.class)
  void whatWasHandedOverIsInTheFileOnceTheLogIsClosed(Log variant) throws Exception {
    RequestLog log = made(variant);
    List<CompletableFuture<Void>> requests = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      requests.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 500; i++) {
                  log.happened("order read", "order", i, "bytes", 300);
                  log.answered("GET", "/orders/" + i, 200, 300, 1234);
                }
              }));
    }
    requests.forEach(CompletableFuture::join);
    log.close();

    String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d,\\d{3} ";
    assertThat(lines())
        .hasSize(4000 * WRITTEN.get(variant.id()))
        .allMatch(
            line ->
                line.matches(
                    time
                        + "(access method=GET path=/orders/\\d+ status=200 bytes=300 micros=1234"
                        + "|business order read order=\\d+ bytes=300)"));
    assertThat(dropped).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource(Log.class)
  void noInputCanEndALineOrSpeakToATerminal(Log variant) throws Exception {
    RequestLog log = made(variant);
    log.answered("GET\n", "/a\r\n2026-01-01 access forged \u001b[31m\u0085", 404, 1, 1);
    log.close();

    assertThat(lines()).hasSize(WRITTEN.get(variant.id()));
    for (String line : lines()) {
      assertThat(line)
          .contains(
              "method=GET\\n path=/a\\r\\n2026-01-01 access forged \\u001B[31m\\u0085 status=404");
    }
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(Log.values())
        .flatMap(one -> Arrays.stream(Log.values()).map(other -> Arguments.of(one, other)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void oneLogTakesOverFromAnotherInTheSameFile(Log first, Log second) throws Exception {
    RequestLog old = made(first);
    old.answered("GET", "/first", 200, 1, 1);
    RequestLog next = made(second);
    for (int i = 0; i < 100; i++) {
      old.answered("GET", "/first", 200, 1, 1);
      next.answered("GET", "/second", 200, 1, 1);
    }
    old.close();
    next.answered("GET", "/second", 200, 1, 1);
    next.close();

    assertThat(lines()).allMatch(line -> line.endsWith(" status=200 bytes=1 micros=1"));
    assertThat(lines().stream().filter(line -> line.contains("path=/first")))
        .hasSize(101 * WRITTEN.get(first.id()));
    assertThat(lines().stream().filter(line -> line.contains("path=/second")))
        .hasSize(101 * WRITTEN.get(second.id()));
  }

  @ParameterizedTest
  @EnumSource(Log.class)
  void aFullFileIsRenamedAndTheOldestIsDeleted(Log variant) throws Exception {
    String path = "/" + "a".repeat(64 * 1024);
    RequestLog log = made(variant);
    for (int i = 0; i < 2200; i++) {
      log.answered("GET", path, 200, 1, 1);
    }
    log.close();

    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names)
          .isEqualTo(
              WRITTEN.get(variant.id()) == 0
                  ? List.of()
                  : List.of("requests.log", "requests.log.1", "requests.log.2"));
    }
  }

  @ParameterizedTest
  @EnumSource(Log.class)
  void aFileThatCannotBeWrittenIsToldAtOnce(Log variant) throws Exception {
    Path file = Files.createFile(folder.resolve("file")).resolve("requests.log");
    if (WRITTEN.get(variant.id()) == 0) {
      variant
          .make(new LogSettings(file, LogFull.KNOB.parse("wait")), dropped::incrementAndGet)
          .close();
      return;
    }
    assertThatThrownBy(
            () ->
                variant.make(
                    new LogSettings(file, LogFull.KNOB.parse("wait")), dropped::incrementAndGet))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + " cannot be written: ");
  }

  @ParameterizedTest
  @EnumSource(LogFull.class)
  void aStalledDiskHoldsRequestsOrLosesLinesThatAreCounted(LogFull full) throws Exception {
    Path pipe = folder.resolve("requests.log");
    Optional<Log> async =
        Arrays.stream(Log.values()).filter(log -> log.id().equals("async")).findFirst();
    assumeThat(async).as("the variant with a ring").isPresent();
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    int lines = 10_000;
    try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
      RequestLog log = async.get().make(new LogSettings(pipe, full), dropped::incrementAndGet);
      CompletableFuture<Void> requests =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < lines; i++) {
                  log.answered("GET", "/orders/" + i, 200, 1, 1);
                }
              });
      long kept = lines;
      if (full.id().equals("drop")) {
        requests.get();
        kept -= dropped.get();
        assertThat(dropped.get()).isPositive();
      } else {
        assertThat(requests).isNotDone();
      }
      CompletableFuture<Void> closing = requests.thenRunAsync(log::close);
      long read = 0;
      while (read < kept) {
        read += reader.readLine().endsWith("micros=1") ? 1 : 0;
      }
      closing.get();
      assertThat(dropped).hasValue(lines - kept);
    }
  }

  @Test
  void aFileNameThatLog4jWouldReadAsAPatternIsRefused() {
    assertThatThrownBy(() -> new LogSettings(Path.of("a%d.log"), LogFull.KNOB.parse("wait")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("the log's file must have a path without % and $, but was 'a%d.log'");
  }

  private RequestLog made(Log variant) {
    return variant.make(
        new LogSettings(file(), LogFull.KNOB.parse("wait")), dropped::incrementAndGet);
  }

  private Path file() {
    return folder.resolve("requests.log");
  }

  /** None when there is no file. */
  private List<String> lines() throws IOException {
    if (!Files.exists(file())) {
      return List.of();
    }
    String text = Files.readString(file(), StandardCharsets.UTF_8);
    return Arrays.stream(text.split("\n")).toList();
  }
}

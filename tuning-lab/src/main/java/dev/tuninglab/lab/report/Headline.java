package dev.tuninglab.lab.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a list of results says of one of them: of {@code result.json} alone, which may be anybody's.
 *
 * @param question {@code compare}, {@code matrix}, {@code sweep}, {@code capacity} or {@code
 *     gameday}
 * @param verdict the answer as a sentence
 */
public record Headline(
    String name,
    String question,
    List<String> variants,
    String workload,
    Instant startedAt,
    boolean valid,
    String verdict) {
  private static final int MOST_VERDICTS = 3;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Empty where there is no result, or none that can be told of. */
  public static Optional<Headline> read(Path folder) {
    Path file = folder.resolve(Format.JSON.file());
    try {
      return Files.isRegularFile(file)
          ? Optional.of(of(JSON.readValue(file.toFile(), Result.class)))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // damaged, foreign, or half written
    }
  }

  private static Headline of(Result result) {
    return new Headline(
        result.name(),
        result.answer().question(),
        result.variants().stream().map(Result.VariantResult::name).toList(),
        result.workload(),
        Instant.parse(result.startedAt()),
        result.valid(),
        verdict(result));
  }

  private static String verdict(Result result) {
    if (!result.valid()) {
      return "No verdict: " + result.invalidReasons().stream().findFirst().orElse("invalid");
    }
    if (!result.answer().compares() && result.answer().gameday() == null) {
      return new AnswerPage(result).sentences().get(0);
    }
    List<String> sentences = new ArrayList<>();
    if (result.answer().gameday() == null) {
      result.candidates().forEach(c -> sentences.add(VerdictText.verdict(result, c.name())));
    } else {
      result.answer().gameday().days().forEach(day -> sentences.addAll(outcomes(day)));
    }
    int more = sentences.size() - MOST_VERDICTS;
    return String.join(". ", sentences.subList(0, Math.min(MOST_VERDICTS, sentences.size())))
        + (more > 0 ? ". And " + more + " more" : "");
  }

  private static List<String> outcomes(GameDayResult.DayResult day) {
    return day.faults().stream()
        .map(
            fault ->
                day.variant()
                    + ", "
                    + fault.fault()
                    + ": "
                    + fault.lostRequests()
                    + " requests lost, "
                    + (fault.recoveredAfterSeconds() == null
                        ? "not as before while it was watched"
                        : "as before "
                            + GameDayText.seconds(fault.recoveredAfterSeconds())
                            + " after its end"))
        .toList();
  }
}

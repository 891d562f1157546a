package dev.tuninglab.app.knobs.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseCacheTest {
  private final CountedEvents events = new CountedEvents();
  private final ResponseCache cache =
      new HttpResponseCache(
          new CacheSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(0)), events);

  /** A resource at a version that it tells without being read. */
  private record Resource(String version) implements Source {
    @Override
    public Optional<byte[]> body() {
      return Optional.of("body".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Content> content(EntityTags known) {
      return Optional.of(
          known.include(version)
              ? Content.leftOut(version)
              : new Content(version, body().orElseThrow()));
    }
  }

  @Test
  void aResponseCarriesItsVersionAndIsNotToBeUsedUnasked() throws Exception {
    Reply reply = get("7");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).asString().isEqualTo("body");
    assertThat(reply.headers())
        .containsExactlyInAnyOrderEntriesOf(Map.of("ETag", "W/\"7\"", "Cache-Control", "no-cache"));
    assertThat(events.misses).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W/\"7\"",
        "\"7\"",
        " \"7\" ",
        "*",
        " * ",
        "\"6\", W/\"7\"",
        "W/\"7\",\"8\"",
        "\"a,b\",\"7\"",
        ", ,\"6\",, \"7\",",
        "\"\", \"7\""
      })
  void whoHasTheVersionIsToldThatItHolds(String ifNoneMatch) throws Exception {
    Reply reply = get("7", ifNoneMatch);

    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.headers()).isEqualTo(get("7").headers());
    assertThat(events.notModified).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"8\"",
        "W/\"77\"",
        "\"a,7,b\"",
        "7",
        "\"7",
        "7\"",
        "w/\"7\"",
        "\"7\" \"8\"",
        "\"7\"; x",
        "\"7\", *",
        "**",
        ""
      })
  void whoHasAnotherOrSaysWhatCannotBeUnderstoodGetsTheBody(String ifNoneMatch) throws Exception {
    Reply reply = get("7", ifNoneMatch);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).asString().isEqualTo("body");
  }

  @Test
  void theHeaderMayHaveSeveralLines() throws Exception {
    assertThat(get("7", "\"5\", \"6\"", "\"7\"").status()).isEqualTo(304);
    assertThat(get("7", "\"5\"", "\"6\"").status()).isEqualTo(200);
  }

  @Test
  void withAMaximumAgeItMayBeUsedForSoLong() throws Exception {
    ResponseCache minutes =
        new HttpResponseCache(
            new CacheSettings(1, Duration.ofSeconds(1), Duration.ofMinutes(2)), events);

    assertThat(minutes.get(1, List.of(), new Resource("7")).orElseThrow().headers())
        .containsEntry("Cache-Control", "max-age=120");
    assertThat(minutes.get(1, List.of("*"), new Resource("7")).orElseThrow().headers())
        .containsEntry("Cache-Control", "max-age=120");
  }

  @Test
  void aSourceWithoutVersionHasTheHashOfItsBody() throws Exception {
    Source one = () -> Optional.of("one".getBytes(StandardCharsets.UTF_8));
    Source other = () -> Optional.of("other".getBytes(StandardCharsets.UTF_8));
    String tag = cache.get(1, List.of(), one).orElseThrow().headers().get("ETag");

    assertThat(tag).matches("W/\"[A-Za-z0-9_-]{43}\"");
    assertThat(cache.get(1, List.of(tag), one).orElseThrow().status()).isEqualTo(304);
    assertThat(cache.get(1, List.of(tag), other).orElseThrow().status()).isEqualTo(200);
  }

  @Property
  void aTagIsFoundInEveryListThatHasIt(
      @ForAll("versions") List<String> before,
      @ForAll("version") String version,
      @ForAll("versions") List<String> after) {
    String line =
        java.util.stream.Stream.of(before, List.of(version), after)
            .flatMap(List::stream)
            .map(each -> (each.length() % 2 == 0 ? "W/" : "") + "\"" + each + "\"")
            .collect(Collectors.joining(", "));

    assertThat(EntityTags.of(List.of(line)).include(version)).isTrue();
  }

  @Property
  void anyTextIsUnderstoodOrIgnoredButBreaksNothing(@ForAll String text) {
    EntityTags tags = EntityTags.of(List.of(text));

    assertThat(tags.include(text)).isEqualTo(text.strip().equals("*") && !tags.isEmpty());
  }

  @Provide
  Arbitrary<List<String>> versions() {
    return version().list().ofMaxSize(5);
  }

  /** Commas and stars are allowed within the quotation marks. */
  @Provide
  Arbitrary<String> version() {
    return Arbitraries.strings().withCharRange('#', '~').withChars('!').ofMaxLength(20);
  }

  private Reply get(String version, String... ifNoneMatch) throws Exception {
    return cache.get(1, List.of(ifNoneMatch), new Resource(version)).orElseThrow();
  }
}

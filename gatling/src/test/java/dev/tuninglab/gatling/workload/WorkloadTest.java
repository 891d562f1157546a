package dev.tuninglab.gatling.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.wire.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadTest {

  @Test
  void aVariableWithoutFeederNamesTheRequestAndTheFeeders() {
    List<RequestSpec> requests = List.of(RequestSpec.get("order", "/orders/${ordr}"));
    Map<String, Feeder> feeders =
        Map.of("order", new Feeder.Uniform(1, 9, 1), "page", new Feeder.Values(List.of("1")));
    assertThatThrownBy(() -> new Workload("shop", requests, feeders))
        .hasMessage(
            "workloads.shop.requests.order uses ${ordr}, which no feeder provides;"
                + " feeders: order, page");
  }

  @Test
  void requestNamesMustDiffer() {
    RequestSpec request = RequestSpec.get("a", "/");
    assertThatThrownBy(() -> new Workload("w", List.of(request, request), Map.of()))
        .hasMessage("workloads.w.requests must have different names, but 'a' comes twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | workloads.w.refusals must hold statuses of 400 to 599, but held 200
          404 | workloads.w.refusals must hold no status that is a success, but 404 is one of request b
          """)
  void aRefusalIsAnErrorAndNoSuccess(int status, String message) {
    List<RequestSpec> requests =
        List.of(
            RequestSpec.get("a", "/"),
            new RequestSpec("b", "GET", "/", Map.of(), "", 1, Set.of(200, 404)));
    assertThatThrownBy(() -> new Workload("w", requests, Set.of(status), Map.of()))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get  | /  | 1 | requests.r.method must be an HTTP method in upper case such as GET, but was 'get'
          GET  | x  | 1 | requests.r.path must be a path that starts with '/' and has no blank and no '#', but was 'x'
          GET  | /  | 0 | requests.r.weight must be 1 to 1000000, but was '0'
          GET  | /${a | 1 | requests.r.path has a '${' without its '}' (write '$${' for the text itself): /${a
          GET  | /${} | 1 | requests.r.path names a variable with letters, digits, '_', '.' and '-', but had '${}'
          """)
  void aRequestThatCannotBeSentIsRefused(String method, String path, int weight, String message) {
    assertThatThrownBy(() -> new RequestSpec("r", method, path, Map.of(), "", weight, Set.of()))
        .hasMessage(message);
  }

  @Test
  void onlyAGetCanBeRevalidated() {
    assertThatThrownBy(() -> new RequestSpec("r", "POST", "/", Map.of(), "", 1, Set.of(201), true))
        .hasMessage(
            "requests.r.revalidate must be false for other methods than GET,"
                + " but was 'true for POST'");
  }

  @Test
  void whatIsRevalidatedMayBeUnchanged() {
    RequestSpec plain = new RequestSpec("r", "GET", "/", Map.of(), "", 1, Set.of(200));
    RequestSpec kept = new RequestSpec("r", "GET", "/", Map.of(), "", 1, Set.of(200), true);

    assertThat(plain.expects(304)).isFalse();
    assertThat(kept.expects(304)).isTrue();
    assertThat(kept.expects(200)).isTrue();
    assertThat(kept.expects(204)).isFalse();
  }

  @Test
  void aHeaderCannotSmuggleALine() {
    assertThatThrownBy(
            () -> new RequestSpec("r", "GET", "/", Map.of("a", "b\r\nc: d"), "", 1, Set.of()))
        .hasMessageStartingWith("requests.r.headers.a must be one line");
  }

  @Test
  void aFeederCannotSmuggleALineIntoAHeader() {
    RequestSpec request = new RequestSpec("r", "GET", "/", Map.of("a", "${v}"), "", 1, Set.of());
    Map<String, Feeder> feeders = Map.of("v", new Feeder.Values(List.of("fine", "b\r\nc: d")));
    assertThatThrownBy(() -> new Workload("w", List.of(request), feeders))
        .hasMessageStartingWith(
            "workloads.w.requests.r.headers.a must be one line, but a feeder gives 'b");
  }

  @Test
  void aHeadersVariableNeedsItsFeederToo() {
    RequestSpec request = new RequestSpec("r", "GET", "/", Map.of("a", "${v}"), "", 1, Set.of());
    assertThatThrownBy(() -> new Workload("w", List.of(request), Map.of()))
        .hasMessage("workloads.w.requests.r uses ${v}, which no feeder provides; feeders: none");
  }

  @Test
  void aHeaderHasTheValueThatTheRestOfItsRequestHas() {
    RequestSpec request =
        new RequestSpec("r", "PUT", "/${k}", Map.of("a", "<${k}>", "b", "c"), "", 1, Set.of());
    Work work =
        new Work(
            new Workload("w", List.of(request), Map.of("k", new Feeder.Unique())),
            new SplittableRandom(5));
    for (int i = 0; i < 10; i++) {
      Work.Item item = work.next();
      assertThat(item.headers())
          .containsExactly(Map.entry("a", "<" + item.path().substring(1) + ">"));
    }
  }

  @Test
  void numberedVariablesOfAFeederDifferWithinARequest() {
    RequestSpec request = RequestSpec.get("r", "/${n.1},${n.2},${n.3},${n.4}");
    Workload workload =
        new Workload("w", List.of(request), Map.of("n", new Feeder.Uniform(1, 4, 1)));
    Work work = new Work(workload, new SplittableRandom(5));
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      String path = work.next().path();
      assertThat(path.substring(1).split(",")).containsExactlyInAnyOrder("1", "2", "3", "4");
      paths.add(path);
    }
    assertThat(paths).hasSize(24);
  }

  static Stream<Feeder> feedersOfTooFew() {
    return Stream.of(new Feeder.Uniform(1, 2, 1), new Feeder.Zipf(1, 9, 1.5));
  }

  @ParameterizedTest
  @MethodSource("feedersOfTooFew")
  void moreDifferentValuesThanAFeederSurelyHasAreRefused(Feeder feeder) {
    List<RequestSpec> requests = List.of(RequestSpec.get("r", "/${n.1},${n.2},${n.3}"));
    assertThatThrownBy(() -> new Workload("w", requests, Map.of("n", feeder)))
        .hasMessage(
            "workloads.w.requests.r draws 3 different values of n, which must be a uniform feeder"
                + " of as many, but was "
                + feeder);
  }

  @Test
  void aWorkloadTravelsAsJson() throws Exception {
    Workload workload =
        new Workload(
            "w",
            List.of(
                new RequestSpec(
                    "r", "PUT", "/${a}", Map.of("h", "${d}"), "${b}${c}${d}${e}", 3, Set.of(201)),
                new RequestSpec("kept", "GET", "/", Map.of(), "", 1, Set.of(200), true)),
            Set.of(429, 503),
            Map.of(
                "a", new Feeder.Uniform(1, 9, 2),
                "b", new Feeder.Zipf(1, 9, 1.1),
                "c", new Feeder.Values(List.of("x")),
                "d", new Feeder.Unique(),
                "e", new Feeder.Given()));
    ObjectMapper json = Wire.mapper();
    assertThat(json.readValue(json.writeValueAsString(workload), Workload.class))
        .isEqualTo(workload);
  }

  @Test
  void whateverTheGivenValuesTheSameRequestsComeInTheSameOrder() {
    Workload workload =
        new Workload(
            "w",
            List.of(
                RequestSpec.get("first", "/?n=${n}"),
                RequestSpec.get("deep", "/?n=${n}&cursor=${cursor}")),
            Map.of("n", new Feeder.Uniform(1, 1_000_000, 1), "cursor", new Feeder.Given()));
    Work one = new Work(workload.given(Map.of("cursor", "a b")), new SplittableRandom(5));
    Work other = new Work(workload.given(Map.of("cursor", "")), new SplittableRandom(5));
    for (int i = 0; i < 1_000; i++) {
      Work.Item item = one.next();
      Work.Item twin = other.next();
      assertThat(twin.kind()).isEqualTo(item.kind());
      assertThat(twin.path()).isEqualTo(item.path().replace("a%20b", ""));
    }
  }

  @Test
  void aGivenValueThatIsUsedMustBeThere() {
    Map<String, Feeder> feeders = Map.of("cursor", new Feeder.Given(), "n", new Feeder.Unique());
    Workload used = new Workload("w", List.of(RequestSpec.get("deep", "/${cursor}")), feeders);
    assertThatThrownBy(() -> used.given(Map.of("n", "1")))
        .hasMessage(
            "workloads.w.requests.deep uses ${cursor}, whose value must come with the slice, but"
                + " did not");
    assertThatThrownBy(() -> new Work(used, new SplittableRandom(1)))
        .hasMessage("a given value comes with a slice, but there is none");
    Workload unused = new Workload("w", List.of(RequestSpec.get("first", "/${n}")), feeders);
    assertThat(new Work(unused.given(Map.of()), new SplittableRandom(1)).next().path()).hasSize(37);
  }

  @Test
  void weightsAreSharesAndAVariableHasOneValueInARequest() {
    Workload workload =
        new Workload(
            "w",
            List.of(
                new RequestSpec("often", "GET", "/${n}?again=${n}", null, null, 3, null),
                RequestSpec.get("seldom", "/")),
            Map.of("n", new Feeder.Uniform(1, 1_000_000, 1)));
    Work work = new Work(workload, new SplittableRandom(5));
    int often = 0;
    for (int i = 0; i < 10_000; i++) {
      Work.Item item = work.next();
      if (item.kind() == 0) {
        often++;
        assertThat(item.path()).matches("/([0-9]+)\\?again=\\1");
      }
    }
    assertThat(often).isBetween(7_300, 7_700);
  }

  @Test
  void theColumnsOfARequestAreOfOneRow() {
    Feeder.Rows users =
        new Feeder.Rows(
            List.of("name", "age"),
            List.of(List.of("ada", "36"), List.of("bob", "7")),
            Feeder.Rows.Choice.RANDOM,
            1);
    RequestSpec request =
        new RequestSpec(
            "r", "GET", "/${user}", Map.of("x-age", "${user.age}"), "${user.name}", 1, Set.of());
    Work work =
        new Work(
            new Workload("w", List.of(request), Map.of("user", users)), new SplittableRandom(4));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Work.Item item = work.next();
      assertThat(item.path()).isEqualTo("/" + item.body());
      assertThat(item.headers()).containsEntry("x-age", item.body().equals("ada") ? "36" : "7");
      seen.add(item.body());
    }
    assertThat(seen).containsExactlyInAnyOrder("ada", "bob");
    assertThatThrownBy(
            () ->
                new Workload(
                    "w", List.of(RequestSpec.get("r", "/${user.nme}")), Map.of("user", users)))
        .hasMessage(
            "workloads.w.requests.r uses ${user.nme}, which no feeder provides; feeders:"
                + " user.name, user.age");
  }

  @Test
  void aVariableOfTheEnvironmentIsNoFeedersAndIsFilledAsItIsSent() {
    RequestSpec request =
        new RequestSpec(
            "r",
            "GET",
            "/?t=${env:LAB_TEST_TOKEN}",
            Map.of("a", "${env:LAB_TEST_TOKEN}"),
            "",
            1,
            Set.of());
    Work work = new Work(new Workload("w", List.of(request), Map.of()), new SplittableRandom(1));
    assertThat(request.variables()).isEmpty();
    assertThat(request.secrets()).containsExactly("env:LAB_TEST_TOKEN");
    String value = System.getenv("LAB_TEST_TOKEN");
    assertThat(work.next().path()).isEqualTo("/?t=" + value.replace(" ", "%20"));
    RequestSpec unset = RequestSpec.get("r", "/${env:LAB_TEST_UNSET}");
    Work never = new Work(new Workload("w", List.of(unset), Map.of()), new SplittableRandom(1));
    assertThatThrownBy(never::next)
        .hasMessage("the environment variable LAB_TEST_UNSET is not set");
  }
}

package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Variant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that the lab does not start, and what their target files may say. */
class RunningServicesTest {
  private static final String FILE =
      """
      name: mine
      url: http://127.0.0.1:8080
      knobs:
        flavour: { values: [a, b], default: a, workload: w, headers: { X-Flavour: "is ${value}" } }
        version:
          values: [old, new]
          default: old
          workload: w
          url: { old: "http://localhost:81", new: "https://[::1]" }
      gates: ["p95 ratio<1.05"]
      workloads:
        w: { rate: 200/s, requests: [{ name: r, path: / }] }
      """;

  @TempDir Path folder;

  @Test
  void aVariantIsWhereItsKnobSaysAndGetsItsHeaders() throws IOException {
    Target target = read(FILE);
    assertThat(target.isStarted()).isFalse();
    assertThat(target.foreignHosts()).isEmpty();
    assertThat(target.rate("w")).isEqualTo(new Rate.Auto(200));
    assertThat(target.gates().rules()).extracting("text").containsExactly("p95 ratio<1.05");
    SliceOrder order =
        new SliceOrder(
            "s",
            "v",
            URI.create("http://127.0.0.1:8080"),
            Map.of("x-asked", "yes"),
            Map.of(),
            new Load.Closed(1),
            Duration.ofSeconds(1),
            1,
            true);
    assertThat(target.addressed(order, variant("flavour", "b"), "w").headers())
        .isEqualTo(Map.of("X-Flavour", "is b", "x-asked", "yes"));
    assertThat(target.addressed(order, variant("version", "new"), "w")).isEqualTo(order);
  }

  @Test
  void theUrlOfAKnobIsThatOfItsValueOrItsDefault() throws IOException {
    Target target = read(FILE);
    assertThat(urlOf(target, variant("version", "new"))).isEqualTo("https://[::1]:443");
    assertThat(urlOf(target, variant("flavour", "b"))).isEqualTo("http://localhost:81");
  }

  private static String urlOf(Target target, Variant variant) {
    return target.place(variant).orElseThrow().toString();
  }

  @Test
  void whatIsNotThisMachineIsNamedAndOfferedLittle() throws IOException {
    Target target = read(FILE.replace("[::1]", "orders.example.com"));
    assertThat(target.foreignHosts()).containsExactly("orders.example.com");
    assertThat(target.rate("w")).isEqualTo(new Rate.Fixed(Target.RATE_ABROAD));
    assertThat(read(FILE.replace("[::1]", "10.0.0.7")).foreignHosts()).containsExactly("10.0.0.7");
    assertThat(read(FILE.replace("[::1]", "localhost.example.com")).foreignHosts())
        .containsExactly("localhost.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8080",
        "ftp://127.0.0.1",
        "http://127.0.0.1/orders",
        "http://user:secret@127.0.0.1",
        "http://127.0.0.1?x=1",
        "http://127.0.0.1:99999",
        "http://"
      })
  void aUrlIsSchemeHostAndPort(String url) {
    refused(
        FILE.replace("url: http://127.0.0.1:8080", "url: '" + url + "'"),
        "url must be scheme, host and port, such as http://127.0.0.1:8080, but was '" + url + "'");
  }

  @Test
  void whatCannotBeSetInARunningServiceIsRefused() {
    refused(
        FILE.replace("headers: { X-Flavour: \"is ${value}\" }", "expect: x"),
        "knobs.flavour needs url or headers: a service that runs already cannot be set otherwise");
    refused(
        FILE.replace("headers:", "env: { A: b }, headers:"),
        "knobs.flavour must have url or headers alone");
    refused(
        FILE.replace("new: \"https://[::1]\"", ""),
        "knobs.version.url must have a URL for each value, but lacks new");
    refused(
        FILE.replace("new: \"https", "newer: \"https"),
        "knobs.version.url must be one of old, new, but was 'newer'");
    refused(
        FILE + "start: { command: [x] }\nready: { path: /up }\n",
        "url is for a service that runs already; leave it out, or start");
    refused(FILE + "stop: { signal: INT }\n", "stop is for a service that the lab starts");
    refused(FILE + "database: shop\n", "database: shop is for a service that the lab starts");
    refused(
        FILE + "metrics: { path: /m, requests: n }\n",
        "metrics cannot tell apart the variants of one process");
    refused(
        "name: mine\nworkloads: { w: { requests: [{ name: r, path: / }] } }\n",
        "start is missing: how the lab starts the service, or url, where it runs already");
    refused(
        "name: mine\nstart: { command: [x] }\nworkloads: { w: { requests: [{ name: r, path: / }] } }\n",
        "ready is missing");
  }

  @Test
  void twoServicesTakeTheRequestsOfAFileAndNothingElse() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lab.yaml"),
            FILE.replace(
                    "url: http://127.0.0.1:8080",
                    "start: { command: [x] }\nready: { path: /up }\ntuning: /t")
                .replaceFirst("(?s)  version:.*gates", "gates"));
    Target two = Target.ofTwo(file, "http://127.0.0.1:1", "http://127.0.0.1:2", "/");
    assertThat(two.isStarted()).isFalse();
    assertThat(two.knobs().all()).extracting("name").containsExactly(Target.DEPLOYMENT);
    assertThat(urlOf(two, variant(Target.DEPLOYMENT, "b"))).isEqualTo("http://127.0.0.1:2");
    assertThat(two.workload("w", Map.of()).requests()).extracting("path").containsExactly("/");
    Target bare = Target.ofTwo(null, "http://127.0.0.1:1", "http://127.0.0.1:2", "/orders?x=1");
    assertThat(bare.workload("get", Map.of()).requests())
        .extracting("path")
        .containsExactly("/orders?x=1");
    assertThatThrownBy(() -> Target.ofTwo(null, "http://127.0.0.1:1", "here", "/"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "--b must be scheme, host and port, such as http://127.0.0.1:8080, but was 'here'");
  }

  private static Variant variant(String knob, String value) {
    return new Variant(knob + "=" + value, Map.of(knob, value));
  }

  private Target read(String yaml) throws IOException {
    return Target.read(Files.writeString(folder.resolve("target.yaml"), yaml));
  }

  private void refused(String yaml, String part) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }
}

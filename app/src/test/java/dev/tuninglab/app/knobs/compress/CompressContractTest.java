package dev.tuninglab.app.knobs.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import dev.tuninglab.app.tuning.InvalidSetting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressContractTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int MIN_SIZE = 1024;
  private static final String ANY = "gzip, br, zstd";

  /** What a variant calls itself in {@code Content-Encoding}; the one that is not here does not. */
  private static final Map<String, String> CODINGS =
      Map.of("gzip", "gzip", "brotli", "br", "zstd", "zstd");

  /** Least level, most level, and the one that {@code auto} stands for. */
  private static final Map<String, List<Integer>> LEVELS =
      Map.of(
          "none", List.of(0, 19, 0),
          "gzip", List.of(1, 9, 6),
          "brotli", List.of(0, 11, 4),
          "zstd", List.of(1, 19, 3));

  private static final byte[] DOCUMENT = document(54_000);

  @ParameterizedTest
  @EnumSource
  void theDocumentArrivesWholeInTheCodingOfTheVariant(Compress compress) throws Exception {
    try (Service service = new Service(compress)) {
      HttpResponse<byte[]> answer = service.get("/document", ANY);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Content-Encoding")).isEqualTo(coding(compress));
      assertThat(decoded(answer)).isEqualTo(DOCUMENT);
      assertThat(header(answer, "Content-Type")).hasValue("application/json");
      if (coding(compress).isPresent()) {
        assertThat(answer.body()).hasSizeLessThan(DOCUMENT.length / 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoTakesTheCodingGetsIt(Compress compress) throws Exception {
    String name = coding(compress).orElse("gzip");
    try (Service service = new Service(compress)) {
      for (String accepted :
          List.of(
              name,
              name.toUpperCase(Locale.ROOT),
              "deflate, " + name,
              name + ";q=0.1",
              name + " ; q=0.123",
              "*",
              "deflate;q=0, *;q=0.5",
              "identity;q=0.5, " + name,
              "identity, " + name,
              "identity;q=0, " + name,
              "nonsense;q=x;;, " + name)) {
        HttpResponse<byte[]> answer = service.get("/document", accepted);

        assertThat(header(answer, "Content-Encoding")).as(accepted).isEqualTo(coding(compress));
        assertThat(decoded(answer)).as(accepted).isEqualTo(DOCUMENT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoDoesNotTakeTheCodingGetsTheDocumentAsItIs(Compress compress) throws Exception {
    String name = coding(compress).orElse("gzip");
    try (Service service = new Service(compress)) {
      for (String accepted :
          List.of(
              "identity",
              "",
              "deflate",
              name + ";q=0",
              name + ";q=0, *",
              name + ";q=0.000",
              "*;q=0",
              "identity;q=1, " + name + ";q=0.5",
              "identity;q=0.5, *;q=0.4",
              "identity;q=0, *;q=0",
              name + ";q=2",
              "x-" + name)) {
        HttpResponse<byte[]> answer = service.get("/document", accepted);

        assertThat(answer.statusCode()).as(accepted).isEqualTo(200);
        assertPlain(answer);
        assertThat(answer.body()).as(accepted).isEqualTo(DOCUMENT);
      }
      HttpResponse<byte[]> answer = service.send(service.request("/document"));
      assertPlain(answer);
      assertThat(answer.body()).as("no Accept-Encoding").isEqualTo(DOCUMENT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatSmallBodiesAndImagesAreIsLeftAlone(Compress compress) throws Exception {
    try (Service service = new Service(compress)) {
      for (String path : List.of("/size/" + (MIN_SIZE - 1), "/size/0", "/image")) {
        assertPlain(service.get(path, ANY));
      }
      HttpResponse<byte[]> smallest = service.get("/size/" + MIN_SIZE, ANY);
      assertThat(header(smallest, "Content-Encoding")).isEqualTo(coding(compress));
      assertThat(decoded(smallest)).hasSize(MIN_SIZE);
    }
  }

  /** A cache in between would else hand what it has to those who cannot read it. */
  @ParameterizedTest
  @EnumSource
  void everyAnswerThatMightHaveBeenCodedSaysOnWhatItDepends(Compress compress) throws Exception {
    Optional<String> vary = coding(compress).map(coded -> "Accept-Encoding");
    try (Service service = new Service(compress)) {
      for (String accepted : List.of(ANY, "identity", "*;q=0")) {
        for (String path : List.of("/document", "/size/5", "/not-modified", "/nowhere")) {
          assertThat(header(service.get(path, accepted), "Vary")).as(path).isEqualTo(vary);
        }
        assertThat(header(service.head("/document", accepted), "Vary")).isEqualTo(vary);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void headTellsWhatGetWouldSend(Compress compress) throws Exception {
    try (Service service = new Service(compress)) {
      for (String accepted : List.of(ANY, "identity")) {
        HttpResponse<byte[]> get = service.get("/document", accepted);
        HttpResponse<byte[]> head = service.head("/document", accepted);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Encoding", "Content-Type", "ETag", "Content-Length")) {
          assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
        }
      }
    }
  }

  /** A strong ETag stands for bytes (RFC 9110, 8.8.3.3): other bytes, another tag. */
  @ParameterizedTest
  @EnumSource
  void aTagStandsForOneCodingAndIsKnownAgain(Compress compress) throws Exception {
    String suffix = coding(compress).map(name -> "--" + name).orElse("");
    try (Service service = new Service(compress)) {
      assertThat(header(service.get("/document", "identity"), "ETag")).hasValue("\"v1\"");
      String tag = header(service.get("/document", ANY), "ETag").orElseThrow();
      assertThat(tag).isEqualTo("\"v1" + suffix + "\"");

      HttpResponse<byte[]> unchanged =
          service.send(
              service
                  .request("/document")
                  .header("Accept-Encoding", ANY)
                  .header("If-None-Match", tag));
      assertThat(unchanged.statusCode()).isEqualTo(304);
      assertThat(unchanged.body()).isEmpty();
      assertThat(header(unchanged, "ETag")).hasValue(tag);
      assertThat(header(unchanged, "Content-Encoding")).isEmpty();

      HttpResponse<byte[]> other =
          service.send(
              service
                  .request("/document")
                  .header("Accept-Encoding", "identity")
                  .header("If-None-Match", "\"v1--br2\""));
      assertThat(other.statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHigherLevelGivesFewerBytesAndTheSameDocument(Compress compress) throws Exception {
    int last = DOCUMENT.length + 1;
    for (int level : List.of(level(compress, 0), level(compress, 2), level(compress, 1))) {
      try (Service service = new Service(compress, level)) {
        HttpResponse<byte[]> answer = service.get("/document", ANY);

        assertThat(decoded(answer)).isEqualTo(DOCUMENT);
        if (coding(compress).isPresent()) {
          assertThat(answer.body().length).as("level " + level).isLessThan(last);
        }
        last = answer.body().length;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachCodingHasItsOwnLevels(Compress compress) {
    int least = level(compress, 0);
    int most = level(compress, 1);
    for (int level : List.of(least - 1, most + 1)) {
      assertThatThrownBy(() -> new CompressSettings(compress, level, MIN_SIZE))
          .isInstanceOf(InvalidSetting.class)
          .hasMessage(
              "compress.level must be auto or from %d to %d with compress=%s, but was '%d'"
                  .formatted(least, most, compress.id(), level));
    }
    assertThatThrownBy(() -> new CompressSettings(compress, most, 63))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("compress.min-size must be a whole number from 64 to 1000000, but was '63'");
  }

  /** Jetty's handler would decode them, for those clients only that take coded answers. */
  @ParameterizedTest
  @EnumSource
  void theBodiesOfRequestsAreLeftAsTheyAre(Compress compress) throws Exception {
    byte[] coded = gzip(document(100));
    try (Service service = new Service(compress)) {
      HttpResponse<byte[]> answer =
          service.send(
              service
                  .request("/echo")
                  .header("Accept-Encoding", ANY)
                  .header("Content-Encoding", "gzip")
                  .POST(BodyPublishers.ofByteArray(coded)));

      assertThat(answer.body()).isEqualTo(coded);
    }
  }

  private static Optional<String> coding(Compress compress) {
    return Optional.ofNullable(CODINGS.get(compress.id()));
  }

  private static int level(Compress compress, int index) {
    return LEVELS.get(compress.id()).get(index);
  }

  private static void assertPlain(HttpResponse<byte[]> answer) {
    assertThat(header(answer, "Content-Encoding")).isEmpty();
    assertThat(header(answer, "Content-Length")).hasValue(Integer.toString(answer.body().length));
  }

  private static Optional<String> header(HttpResponse<?> answer, String name) {
    List<String> values = answer.headers().allValues(name);
    assertThat(values).as(name).hasSizeLessThan(2);
    return values.stream().findFirst();
  }

  private static byte[] decoded(HttpResponse<byte[]> answer) throws IOException {
    InputStream body = new ByteArrayInputStream(answer.body());
    String coding = header(answer, "Content-Encoding").orElse("identity");
    try (InputStream plain =
        switch (coding) {
          case "gzip" -> new GZIPInputStream(body);
          case "br" -> new BrotliInputStream(body);
          case "zstd" -> new ZstdInputStream(body);
          default -> body;
        }) {
      return plain.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
      gzip.write(plain);
    }
    return coded.toByteArray();
  }

  /** Words in an order of their own, as prose is: neither all alike nor noise. */
  private static byte[] document(int size) {
    Random random = new Random(1);
    String[] words = new String[400];
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 2 + random.nextInt(8); length > 0; length--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words[i] = word.toString();
    }
    StringBuilder text = new StringBuilder("{\"items\":[\"ü\"");
    while (text.length() < size) {
      text.append(",{\"id\":").append(random.nextInt(10_000)).append(",\"text\":\"");
      for (int i = 0; i < 30; i++) {
        text.append(words[(int) (words.length * Math.pow(random.nextDouble(), 2))]).append(' ');
      }
      text.append("\"}");
    }
    return text.append("]}").toString().getBytes(UTF_8);
  }

  /** The coding of a variant around a handler that sends a document, over real HTTP. */
  private static final class Service implements AutoCloseable {
    private final BodyCoding coding;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    Service(Compress compress) throws Exception {
      this(compress, level(compress, 2));
    }

    Service(Compress compress, int level) throws Exception {
      coding = compress.make(new CompressSettings(compress, level, MIN_SIZE));
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      server.setHandler(coding.around(new Documents()));
      server.start();
    }

    HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(
          URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
    }

    HttpResponse<byte[]> get(String path, String accepted) throws Exception {
      return send(request(path).header("Accept-Encoding", accepted));
    }

    HttpResponse<byte[]> head(String path, String accepted) throws Exception {
      return send(
          request(path)
              .header("Accept-Encoding", accepted)
              .method("HEAD", BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      coding.close();
    }
  }

  /** Answers as a service does: the whole body in one write, with its length. */
  private static final class Documents extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      String path = Request.getPathInContext(request);
      response.getHeaders().put(HttpHeader.ETAG, "\"v1\"");
      if (path.equals("/not-modified")
          || "\"v1\"".equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
        response.setStatus(304);
        callback.succeeded();
        return true;
      }
      response.setStatus(path.equals("/nowhere") ? 404 : 200);
      byte[] body =
          switch (path) {
            case "/document" -> DOCUMENT;
            case "/echo" -> Request.asInputStream(request).readAllBytes();
            case "/image" -> new byte[5_000];
            case "/nowhere" -> new byte[10];
            default -> new byte[Integer.parseInt(path.replace("/size/", ""))];
          };
      String type = path.equals("/image") ? "image/png" : "application/json";
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}

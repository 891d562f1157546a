package dev.tuninglab.gatling;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One slice of load to run.
 *
 * @param id comes back in the report
 * @param label the variant, as Gatling's own report shows it
 * @param baseUrl scheme, host and port, perhaps the start of a path, of the subject
 * @param headers sent with every request, over the headers of the workload
 * @param values for the workload's feeders whose values are given, by the feeder's name; these may
 *     differ between subjects
 * @param load how requests are offered
 * @param length how long requests are offered, 10 ms to 1 hour; those still in flight then are
 *     waited for
 * @param seed the same seed gives the same arrivals and the same requests
 * @param measured false for warm-up, which Gatling's own report labels as such
 * @param protocol what every answer must have come by, {@code http/1.1} or {@code h2}; null for
 *     either. Over TLS the generator offers both, so the subject chooses
 * @param readPhases whether {@code Server-Timing} headers are read; false costs nothing
 * @param detail what else is kept of the requests of an open load; null for nothing
 * @param share which part of it is sent here, where several injectors have the same order; null for
 *     all of it
 */
public record SliceOrder(
    String id,
    String label,
    URI baseUrl,
    Map<String, String> headers,
    Map<String, String> values,
    Load load,
    Duration length,
    long seed,
    boolean measured,
    String protocol,
    boolean readPhases,
    Detail detail,
    Share share) {

  /** What a generator can speak. */
  public static final List<String> PROTOCOLS = List.of("http/1.1", "h2");

  /** The most buckets that a slice may be told in: they are all held in memory. */
  public static final int MOST_BUCKETS = 12_000;

  /**
   * What is kept of requests beside the totals.
   *
   * @param bucket width of the parts that the slice is also told in, 10 ms to 1 minute
   * @param ledger new file to which writes are appended as they end, a {@link LedgerEntry} a line;
   *     null for none
   */
  public record Detail(Duration bucket, String ledger) {
    /** Checks itself. */
    public Detail {
      if (bucket == null
          || bucket.compareTo(Duration.ofMillis(10)) < 0
          || bucket.compareTo(Duration.ofMinutes(1)) > 0) {
        throw new IllegalArgumentException("bucket must be 10 ms to 1 minute, but was " + bucket);
      }
    }
  }

  /** An order whose answers may come by any protocol; phases are not read. */
  public SliceOrder(
      String id,
      String label,
      URI baseUrl,
      Map<String, String> headers,
      Map<String, String> values,
      Load load,
      Duration length,
      long seed,
      boolean measured) {
    this(
        id, label, baseUrl, headers, values, load, length, seed, measured, null, false, null, null);
  }

  /** Checks itself. */
  public SliceOrder {
    if (id == null || label == null || load == null) {
      throw new IllegalArgumentException("id, label and load of a slice must not be null");
    }
    if (baseUrl == null
        || baseUrl.getHost() == null
        || !("http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme()))
        || baseUrl.getQuery() != null
        || baseUrl.getFragment() != null) {
      throw new IllegalArgumentException(
          "baseUrl must be like http://127.0.0.1:8080, but was '" + baseUrl + "'");
    }
    if (length == null
        || length.compareTo(Duration.ofMillis(10)) < 0
        || length.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("length must be 10 ms to 1 hour, but was " + length);
    }
    if (protocol != null && !PROTOCOLS.contains(protocol)) {
      throw new IllegalArgumentException(
          "protocol must be one of "
              + String.join(", ", PROTOCOLS)
              + ", but was '"
              + protocol
              + "'");
    }
    if (detail != null && length.dividedBy(detail.bucket()) >= MOST_BUCKETS) {
      throw new IllegalArgumentException(
          "length must be less than "
              + MOST_BUCKETS
              + " buckets of "
              + detail.bucket()
              + ", but was "
              + length);
    }
    if (detail != null && !(load instanceof Load.Open)) {
      throw new IllegalArgumentException("detail needs an open load, but load was " + load);
    }
    share = share == null ? Share.WHOLE : share;
    if (load instanceof Load.Closed closed) {
      share.users(closed.users());
    }
    if (detail != null && detail.ledger() != null && !share.whole()) {
      throw new IllegalArgumentException(
          "a ledger needs one injector, but there are " + share.of());
    }
    headers = headers == null ? Map.of() : Map.copyOf(headers);
    values = values == null ? Map.of() : Map.copyOf(values);
  }

  /** The same order to another address, answered by that protocol. */
  public SliceOrder at(URI url, String by) {
    return copy(url, headers, load, by, readPhases, detail, share);
  }

  /** The same order with more headers, under those that it has. */
  public SliceOrder with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(more);
    all.putAll(headers);
    return copy(baseUrl, all, load, protocol, readPhases, detail, share);
  }

  /** The same order, offered otherwise. */
  public SliceOrder offering(Load other) {
    return copy(baseUrl, headers, other, protocol, readPhases, detail, share);
  }

  /** The same order, of which {@code Server-Timing} headers are read. */
  public SliceOrder readingPhases() {
    return copy(baseUrl, headers, load, protocol, true, detail, share);
  }

  /** The same order, of whose requests that is kept as well. */
  public SliceOrder keeping(Detail more) {
    return copy(baseUrl, headers, load, protocol, readPhases, more, share);
  }

  /** The part of the same order that is sent by one of several injectors. */
  public SliceOrder sharedAs(Share other) {
    return copy(baseUrl, headers, load, protocol, readPhases, detail, other);
  }

  /** With everything in it that may be another. */
  private SliceOrder copy(
      URI url,
      Map<String, String> sent,
      Load offered,
      String by,
      boolean phases,
      Detail kept,
      Share part) {
    return new SliceOrder(
        id, label, url, sent, values, offered, length, seed, measured, by, phases, kept, part);
  }
}

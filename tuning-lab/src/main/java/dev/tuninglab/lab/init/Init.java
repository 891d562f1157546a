package dev.tuninglab.lab.init;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Hosts;
import java.nio.file.Path;

/** Finds out what a service is asked for, and makes a target file of it. */
public final class Init {
  private final ServiceUrl url;
  private final FoundRequests found;

  private Init(ServiceUrl url, FoundRequests found) {
    this.url = url;
    this.found = found;
  }

  /**
   * With one request: a GET of the URL.
   *
   * @param url of the service, http or https
   * @throws BadInput if it is no such URL
   */
  public static Init ofUrl(String url) {
    ServiceUrl service = ServiceUrl.parse("--url", url);
    return new Init(service, Sources.ofUrl(service));
  }

  /**
   * @param keepStatic whether requests for style sheets, scripts, pictures and the like are kept
   * @throws BadInput if it is no access log, or holds nothing to take; one line with file, line and
   *     reason
   */
  public static Init ofAccessLog(String url, Path file, boolean keepStatic) {
    ServiceUrl service = ServiceUrl.parse("--url", url);
    return new Init(service, AccessLog.read(file, service, new Bystanders(keepStatic)));
  }

  /**
   * With the operations of an OpenAPI 3 document, in YAML or JSON.
   *
   * @throws BadInput if it is no such document, or has nothing to take; one line with file, line
   *     and reason
   */
  public static Init ofOpenApi(String url, Path file) {
    ServiceUrl service = ServiceUrl.parse("--url", url);
    return new Init(service, OpenApi.read(file, service));
  }

  /**
   * As above, of what a browser recorded.
   *
   * @throws BadInput if it is no HAR, or holds nothing to take
   */
  public static Init ofHar(String url, Path file, boolean keepStatic) {
    ServiceUrl service = ServiceUrl.parse("--url", url);
    return new Init(service, Har.read(file, service, keepStatic));
  }

  /**
   * The target file.
   *
   * @param file its name, as its reader would type it
   */
  public String yaml(String file) {
    return LabYaml.of(found, url, next(file));
  }

  /** What to run next: the service against itself. */
  public String next(String file) {
    String origin = url.origin();
    return "./lab compare -f "
        + Yaml.comment(file)
        + " --a "
        + origin
        + " --b "
        + origin
        + (Hosts.isLoopback(url.host()) ? "" : " --i-own-this-target " + url.host());
  }

  /** What was taken and what was left out, in 80 columns. */
  public String report() {
    return FoundText.of(found);
  }
}

package dev.tuninglab.lab.panel;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What is told of a request that failed: RFC 9457.
 *
 * @param detail one line for people
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
record Problem(int status, String detail) {
  @JsonProperty
  String type() {
    return "about:blank";
  }

  @JsonProperty
  String title() {
    return HttpStatus.getMessage(status);
  }

  static Problem of(int status) {
    return new Problem(status, HttpStatus.getMessage(status));
  }

  /** Ends the handling of a request. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Found(int status, String detail) {
      super(detail);
      this.problem = new Problem(status, detail);
    }

    Problem problem() {
      return problem;
    }
  }
}

package com.acme.orders;

import com.acme.orders.page.RefusedCursor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a client is told when its request cannot be served as it is. */
@RestControllerAdvice
class Refusals {
  @ExceptionHandler
  ProblemDetail cursor(RefusedCursor refused) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_REQUEST, refused.getMessage() + "; start again without cursor");
  }

  /** The domain's records check themselves, and say the rule. */
  @ExceptionHandler
  ProblemDetail parameter(IllegalArgumentException refused) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, refused.getMessage());
  }
}

// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.domain;

/**
 * Which part of a long list is asked for.
 *
 * @param offset rows to skip, 0 or more
 * @param size rows to return at most, 1 to 100
 */
public record PageRequest(int offset, int size) {
  /**
   * @throws IllegalArgumentException when a number is out of its range
   */
  public PageRequest {
    if (offset < 0) {
      throw new IllegalArgumentException("offset must be 0 or more, but was " + offset);
    }
    if (size < 1 || size > 100) {
      throw new IllegalArgumentException(
          "size must be a whole number from 1 to 100, but was " + size);
    }
  }
}

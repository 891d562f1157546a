package dev.tuninglab.lab.why;

/**
 * SQL statements of one shape: alike but for their constants.
 *
 * @param text with {@code $1} where constants stood; cut where it is very long
 * @param calls a request
 * @param rows that it sent, or changed, a request
 * @param micros of planning and executing, a request
 * @param blocks of 8 KiB that it read, a request
 */
public record Statement(String text, double calls, double rows, double micros, double blocks) {}

package dev.tuninglab.lab.panel;

/**
 * A change on the axis of time.
 *
 * @param at milliseconds since 1970
 * @param pane null if it changed for all
 * @param what such as {@code fetch: n-plus-one -> join}
 */
public record Mark(long at, String pane, String what) {}

package dev.tuninglab.lab.analysis;

/**
 * A figure that the sample does not carry, and what it would take.
 *
 * @param endpoint null for all endpoints together
 * @param requests of the variant that has fewer, in the rounds that both took part in
 * @param needed how many that would have to be
 */
public record NotClaimed(
    String candidate, String endpoint, Metric metric, long requests, long needed) {}

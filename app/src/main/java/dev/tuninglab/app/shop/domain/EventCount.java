package dev.tuninglab.app.shop.domain;

import java.time.LocalDate;

/** How many events of a kind there were on a day, in UTC. */
public record EventCount(LocalDate day, String kind, long events) {}

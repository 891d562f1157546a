package dev.tuninglab.app.shop.domain;

import java.util.List;

/** The body of every list: an object, so that fields can be added without breaking a client. */
public record Items<T>(List<T> items) {}

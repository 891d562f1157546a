// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.domain;

/**
 * One line of an order.
 *
 * @param lineNo counts from 1 within the order
 * @param unitPriceCents the price of one piece when the order was placed, in cents
 */
public record OrderLine(int lineNo, ProductName product, int quantity, long unitPriceCents) {}

package dev.tuninglab.app.shop.domain;

/**
 * One line of an order.
 *
 * @param lineNo counts from 1 within the order
 * @param unitPriceCents the price of one piece when the order was placed, in cents
 */
public record OrderLine(int lineNo, ProductName product, int quantity, long unitPriceCents) {}

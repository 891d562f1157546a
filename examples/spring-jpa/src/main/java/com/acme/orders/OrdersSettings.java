package com.acme.orders;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set below {@code orders}.
 *
 * @param fetch how a page of orders gets its lines and their products
 */
@ConfigurationProperties("orders")
record OrdersSettings(@DefaultValue("lazy") Fetch fetch) {}

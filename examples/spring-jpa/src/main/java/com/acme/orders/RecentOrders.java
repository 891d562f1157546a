package com.acme.orders;

import java.util.List;

/** How the newest orders are read; what they refer to may be left for later. */
interface RecentOrders {
  /**
   * @param size orders at most
   * @return newest first, to be used within the transaction of the call
   */
  List<PlacedOrder> newest(int size);
}

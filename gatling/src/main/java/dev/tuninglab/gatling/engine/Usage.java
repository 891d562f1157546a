package dev.tuninglab.gatling.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used so far: CPU time, and time in garbage collections. */
record Usage(long cpuNanos, long gcMillis) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static Usage now() {
    long gc = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      gc += Math.max(0, collector.getCollectionTime());
    }
    return new Usage(SYSTEM.getProcessCpuTime(), gc);
  }

  Usage since(Usage earlier) {
    return new Usage(cpuNanos - earlier.cpuNanos, gcMillis - earlier.gcMillis);
  }
}

package dev.tuninglab.app.shop;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import dev.tuninglab.app.tuning.InvalidSetting;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JVM that the shop runs in, in the words of the target file's knobs {@code gc}, {@code heap}
 * and {@code jdk}. Asked of the JVM itself, so that an option that did not take is found out.
 */
final class Jvm {
  private static final long KILO = 1024;

  private Jvm() {}

  /** What cannot change while it runs. */
  static Map<String, String> settings() {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("gc", collector());
    settings.put("heap", heap(hotSpot.getVMOption("MaxHeapSize")));
    settings.put("jdk", String.valueOf(Runtime.version().feature()));
    return settings;
  }

  /**
   * The settings that are left when those of the JVM are taken out.
   *
   * @throws InvalidSetting for one that would change the JVM
   */
  static Map<String, String> without(Map<String, String> asked) {
    Map<String, String> left = new LinkedHashMap<>(asked);
    settings()
        .forEach(
            (name, value) -> {
              String wanted = left.remove(name);
              if (wanted != null && !wanted.equals(value)) {
                throw new InvalidSetting(
                    "%s must stay %s while the JVM runs, but was '%s'"
                        .formatted(name, value, wanted));
              }
            });
    return left;
  }

  /** By the first word of its beans' names: {@code G1 Young Generation}, {@code ZGC Cycles}. */
  private static String collector() {
    String bean = ManagementFactory.getGarbageCollectorMXBeans().get(0).getName();
    return switch (bean.split(" ")[0]) {
      case "Copy", "MarkSweepCompact" -> "serial";
      case "PS" -> "parallel";
      case "G1" -> "g1";
      case "ZGC" -> "zgc";
      default -> bean;
    };
  }

  /** {@code auto} when the JVM chose it; else as short as {@code -Xmx} can say it: {@code 256m}. */
  private static String heap(VMOption most) {
    if (most.getOrigin() == VMOption.Origin.ERGONOMIC
        || most.getOrigin() == VMOption.Origin.DEFAULT) {
      return "auto";
    }
    long bytes = Long.parseLong(most.getValue());
    String unit = "";
    for (String larger : new String[] {"k", "m", "g"}) {
      if (bytes % KILO != 0) {
        break;
      }
      bytes /= KILO;
      unit = larger;
    }
    return bytes + unit;
  }
}

package dev.tuninglab.lab.report;

import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Phase;
import dev.tuninglab.lab.why.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a look inside of {@code pool=none,hikari} would bring. */
final class SomeDiagnosis {
  static final Diagnosis OF_POOL =
      new Diagnosis(
          List.of(inside("pool=none", 4_600, 2_900, 1.0), inside("pool=hikari", 1_450, 50, 0.0)),
          List.of("looked into at 20/s, after all that was timed"));

  private SomeDiagnosis() {}

  private static Inside inside(String variant, double mean, double acquire, double opened) {
    return new Inside(
        variant,
        20,
        200,
        mean,
        new TreeMap<>(
            Map.of(
                "sqlStatements", 4.0,
                "connectionsOpened", opened,
                "dbMicros", 620.0,
                "cpuMicros", 410.0)),
        List.of(new Statement("select * from order_line where id = $1", 4, 4, 500, 12)),
        List.of(new Phase("acquire", acquire), new Phase("query", 800)),
        Map.of("jvm", "the process is no JVM"),
        variant.endsWith("none") ? null : "stacks/pool_hikari.collapsed");
  }
}

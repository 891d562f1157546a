package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Phase;
import dev.tuninglab.lab.why.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A report with everything in it that one can have. */
final class SomeReport {
  private static final String REPEATED =
      "select order_line.order_id, order_line.line_no, order_line.quantity, product.id, product.name,"
          + " product.price_cents from order_line join product on product.id = order_line.product_id"
          + " where order_line.order_id = $1 order by order_line.line_no";

  private SomeReport() {}

  /** A page but for its style and its scripts, which have files of their own, and their hashes. */
  static String withoutLibrary(String page) {
    return page.replaceAll("(?s)<style>.*?</style>", "<style></style>")
        .replaceAll("(?s)<script>.*?</script>", "<script></script>")
        .replaceAll("sha256-[\\w+/=]+", "sha256-");
  }

  static Report full() {
    SomeRun run = SomeRun.of(8_000, 4_000, 5, 12, 7);
    Result result =
        Results.of(
            run.experiment()
                .with(Gates.parse(List.of("p50<6ms", "p95 ratio<1.05"), Gates.Undecided.FAIL)),
            run.recording(),
            run.sitting(),
            diagnosis());
    return new Report(
        result,
        run.recording(),
        Map.of("pool=none", stacks(40), "pool=hikari", stacks(10)),
        Set.of("result.json", "slices.hlog", "report.md", "experiment.json"));
  }

  private static Diagnosis diagnosis() {
    return new Diagnosis(
        List.of(
            inside("pool=none", 8_600, 21, 1, 3_100, 2_900, 2_400),
            inside("pool=hikari", 4_300, 1, 0, 600, 40, 1_900)),
        List.of("Each variant was offered 20 requests a second."));
  }

  private static Inside inside(
      String variant,
      double mean,
      double statements,
      double connections,
      double database,
      double acquire,
      double serialize) {
    Map<String, Double> counters = new LinkedHashMap<>();
    counters.put("sqlStatements", statements);
    counters.put("connectionsOpened", connections);
    counters.put("rowsReturned", 20.0);
    counters.put("dbMicros", database);
    counters.put("cpuMicros", mean / 4);
    counters.put("allocatedBytes", mean * 200);
    return new Inside(
        variant,
        20,
        120,
        mean,
        counters,
        List.of(
            new Statement(REPEATED, statements, 20, database * 0.8, 84),
            new Statement("select id from orders order by id limit $1", 1, 20, 180, 3)),
        List.of(
            new Phase("acquire", acquire),
            new Phase("query", database * 1.2),
            new Phase("map", 140),
            new Phase("serialize", serialize / 4),
            new Phase("total", acquire + database * 1.2 + 140 + serialize / 2)),
        Map.of("gc", "no collection happened while it was looked into"),
        "stacks/" + variant + ".collapsed");
  }

  private static String stacks(int connecting) {
    return "java.lang.Thread.run;shop.Orders.page;shop.Rows.map 30\n"
        + "java.lang.Thread.run;shop.Orders.page;org.postgresql.Driver.connect "
        + connecting
        + "\njava.lang.Thread.run;shop.Orders.page;shop.Json.write 25\n";
  }
}

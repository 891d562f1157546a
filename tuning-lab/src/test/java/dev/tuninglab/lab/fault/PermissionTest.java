package dev.tuninglab.lab.fault;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
  private static final String ALL =
      "db-restart db-stall db-latency db-cut connections-exhausted slow-client app-kill cpu-hog";

  @ParameterizedTest
  @CsvSource({
    "OWN, " + ALL,
    "SHARED, db-stall db-latency db-cut slow-client app-kill cpu-hog",
    "NAMED, db-stall db-latency db-cut slow-client app-kill cpu-hog",
    "UNKNOWN, slow-client app-kill cpu-hog"
  })
  void onlyWhatActsOnTheLabsOwnIsAllowed(Permission.Database database, String allowed) {
    for (String fault : ALL.split(" ")) {
      if ((" " + allowed + " ").contains(" " + fault + " ")) {
        assertThatCode(() -> demand(fault, database)).as(fault).doesNotThrowAnyException();
      } else {
        assertThatThrownBy(() -> demand(fault, database))
            .as(fault)
            .isInstanceOf(BadInput.class)
            .hasMessageStartingWith("fault " + fault + " needs ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NAMED | a database server that the lab itself has started, and the one of --db-url is not; leave --db-url away, or take db-stall, db-latency or db-cut, which act on the way to it
          SHARED | a database server that the lab itself has started, but another process serves this data (lab db start); stop that, or choose another --data-seed
          UNKNOWN | database: shop in the target file, since the lab only breaks what it has started itself, and the database of this target is not
          """)
  void theReasonAndTheNextStepAreSaid(Permission.Database database, String reason) {
    assertThatThrownBy(() -> demand("db-restart", database))
        .hasMessage("fault db-restart needs " + reason);
  }

  private static void demand(String fault, Permission.Database database) {
    Permission.demand(Scenario.of(Fault.parse("--fault", fault)), database);
  }
}

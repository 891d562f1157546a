package dev.tuninglab.lab.panel.live;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.target.Turned;
import dev.tuninglab.lab.trial.TrialFailed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How panes are started and changed: each takes as long as it takes, beside the load. */
final class Changes {
  private final Stage stage;
  private final Target target;
  private final Offered offered;

  Changes(Stage stage, Target target, Offered offered) {
    this.stage = stage;
    this.target = target;
    this.offered = offered;
  }

  /** Settings in which one differs from the other, as the other has them. */
  Map<String, String> between(Map<String, String> from, Map<String, String> to) {
    Map<String, String> old = offered.whole(from);
    Map<String, String> different = new LinkedHashMap<>(offered.whole(to));
    different.entrySet().removeIf(each -> each.getValue().equals(old.get(each.getKey())));
    return different;
  }

  /** Such as {@code fetch: n-plus-one -> join}. */
  String text(Map<String, String> from, Map<String, String> to) {
    Map<String, String> old = offered.whole(from);
    return between(from, to).entrySet().stream()
        .map(each -> each.getKey() + ": " + old.get(each.getKey()) + " -> " + each.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Such as {@code fetch=join}. */
  String settings(Map<String, String> from, Map<String, String> to) {
    return between(from, to).entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }

  Outcome start(String id, Map<String, String> settings, String workload)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    return Outcome.Settled.done(stage.start(id, settings, workload, true), settings);
  }

  /** While it serves, if it can be. */
  Outcome turn(LivePane pane, Map<String, String> from, Map<String, String> to, String workload)
      throws TargetFailed, InterruptedException {
    Map<String, String> different = between(from, to);
    if (different.keySet().stream().anyMatch(target::isOfJvm)) {
      return new Outcome.NeedsStart();
    }
    Turned turned = target.turn(pane.subject(), different);
    if (turned instanceof Turned.Refused refused) {
      return Outcome.Settled.refused(pane, from, refused.why());
    }
    if (turned instanceof Turned.OnlyAtStart) {
      return new Outcome.NeedsStart();
    }
    Outcome done = Outcome.Settled.done(pane, to);
    stage.ask(pane, workload);
    return done;
  }

  /** As another process; as it was, where it does not come up as asked. */
  Outcome startAnew(
      LivePane pane, Map<String, String> from, Map<String, String> to, String workload)
      throws DatabaseException, TargetFailed, TrialFailed, InterruptedException {
    stage.end(pane);
    try {
      return Outcome.Settled.done(stage.start(pane.id(), to, workload, false), to);
    } catch (TargetFailed e) {
      LivePane again = stage.start(pane.id(), from, workload, false);
      return Outcome.Settled.refused(again, from, firstLine(e));
    }
  }

  static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}

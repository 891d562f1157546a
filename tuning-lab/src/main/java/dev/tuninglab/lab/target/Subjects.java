package dev.tuninglab.lab.target;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The subjects of one fork, one for each variant, all alive at once. */
public final class Subjects implements AutoCloseable {
  private final List<Subject> all;

  Subjects(List<Subject> all) {
    this.all = List.copyOf(all);
  }

  /** In the order in which they were started. */
  public List<Subject> all() {
    return all;
  }

  /**
   * @throws TargetFailed if any of them has died
   */
  public void check() throws TargetFailed {
    for (Subject subject : all) {
      subject.check();
    }
  }

  /** Stops them side by side: each may take seconds to finish what is in flight. */
  @Override
  public void close() {
    CompletableFuture.allOf(
            all.stream()
                .map(subject -> CompletableFuture.runAsync(subject::close))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}

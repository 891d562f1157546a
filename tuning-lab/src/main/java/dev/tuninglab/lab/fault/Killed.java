package dev.tuninglab.lab.fault;

import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;

/** The subject dies without a word, and its supervisor starts it again at once. */
final class Killed implements Breakage {
  private final Target target;
  private final Subject subject;

  Killed(Target target, Subject subject) {
    this.target = target;
    this.subject = subject;
  }

  @Override
  public void begin() throws InterruptedException {
    subject.kill();
  }

  @Override
  public void end() throws TargetFailed, InterruptedException {
    target.startAgain(subject);
  }

  @Override
  public void close() {
    // Whoever opened the subject stops it, dead or alive; to start it again only to be stopped
    // would keep a Ctrl-C waiting.
  }
}

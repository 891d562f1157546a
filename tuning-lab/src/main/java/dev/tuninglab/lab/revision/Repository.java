package dev.tuninglab.lab.revision;

import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git repository that a folder lies in, by git itself. */
public final class Repository {
  private final Path top;
  private final Path folder;

  private Repository(Path top, Path folder) {
    this.top = top;
    this.folder = folder;
  }

  /**
   * @throws BadInput if the folder lies in none, or there is no git
   */
  public static Repository of(Path folder) throws InterruptedException {
    Path real = folder.toAbsolutePath().normalize();
    Git git = Git.in(real, "rev-parse", "--show-toplevel");
    if (!git.ok()) {
      throw new BadInput(
          "revisions are compared of a git repository, but " + real + " is in none: " + git.said());
    }
    try {
      return new Repository(Path.of(git.said()).toRealPath(), real.toRealPath());
    } catch (IOException e) {
      throw new BadInput(real + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Pins a revision to its commit.
   *
   * @throws BadInput if git knows none of that name
   */
  public Revision pinned(String key, Revision revision) throws InterruptedException {
    Git git = Git.in(top, "rev-parse", "--verify", "--quiet", revision.name() + "^{commit}");
    if (!git.ok()) {
      throw new BadInput(key + ": git knows no revision '" + revision.name() + "' in " + top);
    }
    return revision.at(git.said());
  }

  /** The folder as it is named within the repository; empty at its top. */
  Path within() {
    return top.relativize(folder);
  }

  /**
   * @throws IOException if git does not check it out
   */
  void checkOut(String commit, Path to) throws IOException, InterruptedException {
    Git git = Git.in(top, "worktree", "add", "--detach", to.toString(), commit);
    if (!git.ok()) {
      throw new IOException("git worktree add: " + git.said());
    }
  }

  /** Nothing of the checkout is left, neither on disk nor in git's books; never fails. */
  void forget(Path checkout) throws InterruptedException {
    Git.in(top, "worktree", "remove", "--force", checkout.toString());
    Git.in(top, "worktree", "prune");
  }

  /**
   * A call of git.
   *
   * @param said the last line of it
   */
  private record Git(boolean ok, String said) {
    private static Git in(Path folder, String... words) throws InterruptedException {
      List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
      command.addAll(List.of(words));
      try {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String all =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        boolean ok = process.waitFor() == 0;
        return new Git(ok, all.lines().reduce((first, second) -> second).orElse("no answer"));
      } catch (IOException e) {
        return new Git(false, "git cannot be run: " + e.getMessage());
      }
    }
  }
}

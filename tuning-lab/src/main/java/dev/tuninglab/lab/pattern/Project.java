package dev.tuninglab.lab.pattern;

import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The folder of the project that takes a copy. */
public final class Project {
  private final Path folder;

  private Project(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws BadInput if it is not a folder, or not one to write into
   */
  public static Project at(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(at)) {
      throw new BadInput("--to must be a folder, but " + folder + " is none");
    }
    if (!Files.isWritable(at)) {
      throw new BadInput("--to must be a folder that can be written, but " + folder + " cannot");
    }
    return new Project(at);
  }

  public Path folder() {
    return folder;
  }

  /**
   * Which of the copy's files are still to be written. One that is there already with the same
   * content, as the types that two patterns share, needs no writing; nor does one for tests that
   * the service itself has.
   *
   * @throws BadInput if files with other content are in the way; it names them all
   */
  public List<Path> missing(Copy copy) {
    List<Path> missing = new ArrayList<>();
    List<Path> inTheWay = new ArrayList<>();
    copy.files()
        .forEach(
            (file, content) -> {
              Path at = folder.resolve(file);
              if (!Files.exists(at)) {
                if (!isSame(folder.resolve(Side.inMain(file)), content)) {
                  missing.add(file);
                }
              } else if (!isSame(at, content)) {
                inTheWay.add(file);
              }
            });
    if (!inTheWay.isEmpty()) {
      throw new BadInput(
          "nothing was copied, since files are never overwritten, and there "
              + (inTheWay.size() == 1 ? "is " : "are ")
              + inTheWay.stream().map(Path::toString).collect(Collectors.joining(", "))
              + "; move "
              + (inTheWay.size() == 1 ? "it" : "them")
              + " away, or name another --package");
    }
    return missing;
  }

  private static boolean isSame(Path file, byte[] content) {
    try {
      return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the files of the copy that are missing, all or none.
   *
   * @throws CopyFailed if one cannot be written, such as on a full disk; what was written before is
   *     removed again
   */
  public void write(Copy copy) throws CopyFailed {
    Deque<Path> made = new ArrayDeque<>();
    Path at = folder;
    try {
      for (Path file : missing(copy)) {
        at = folder.resolve(file);
        makeFolders(at.getParent(), made);
        // Never over a file that came in the meantime.
        Files.createFile(at);
        made.push(at);
        Files.write(at, copy.files().get(file));
      }
    } catch (IOException e) {
      String left = remove(made);
      throw new CopyFailed("cannot write " + at + ": " + reason(e) + "; " + left, e);
    }
  }

  private static void makeFolders(Path wanted, Deque<Path> made) throws IOException {
    if (!Files.isDirectory(wanted)) {
      makeFolders(wanted.getParent(), made);
      Files.createDirectory(wanted);
      made.push(wanted);
    }
  }

  private static String remove(Deque<Path> made) {
    List<Path> left = new ArrayList<>();
    for (Path path : made) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        left.add(path);
      }
    }
    return left.isEmpty()
        ? "what had been written was removed again"
        : "these could not be removed again: "
            + left.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private static String reason(IOException e) {
    return e instanceof FileAlreadyExistsException
        ? "something of that name is in the way"
        : e.getClass().getSimpleName() + " " + e.getMessage();
  }
}

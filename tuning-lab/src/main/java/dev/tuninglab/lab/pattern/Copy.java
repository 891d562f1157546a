package dev.tuninglab.lab.pattern;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A pattern as it would lie in a project.
 *
 * @param variants ids of those that are in it
 * @param files content by path below the project's folder
 * @param leftBehind sources that only other variants need
 * @param sources where the files come from
 */
public record Copy(
    Pattern pattern,
    List<String> variants,
    Map<Path, byte[]> files,
    List<Path> leftBehind,
    List<Dependency> dependencies,
    List<Path> sources) {}

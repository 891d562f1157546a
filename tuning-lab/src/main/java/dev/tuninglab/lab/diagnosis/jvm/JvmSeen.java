package dev.tuninglab.lab.diagnosis.jvm;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a JVM did while requests were sent to it; all of the counted window, but for the stacks.
 *
 * @param allocatedBytes by all threads
 * @param gcPauses that began in the window
 * @param gcPauseNanos for which all threads stood still
 * @param lockWaitNanos of all threads that waited for a lock which another one held
 * @param poolWaitNanos of all threads that waited for a connection of a pool
 * @param waits where most of that was waited, the longest first
 * @param stacks file with collapsed stacks of the loaded window; empty when it has none
 * @param samples in that file
 * @param missing why something of this could not be had, by the id of its counter, or {@code
 *     stacks}
 */
public record JvmSeen(
    OptionalLong allocatedBytes,
    int gcPauses,
    long gcPauseNanos,
    OptionalLong lockWaitNanos,
    OptionalLong poolWaitNanos,
    List<WaitSite> waits,
    Optional<Path> stacks,
    long samples,
    Map<String, String> missing) {
  public JvmSeen {
    waits = List.copyOf(waits);
    missing = new LinkedHashMap<>(missing);
  }
}

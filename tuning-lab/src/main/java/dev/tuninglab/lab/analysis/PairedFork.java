package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What two variants showed in the rounds of one fork that both took part in. What the machine did
 * to a round it did to both, so it cancels in their ratio.
 *
 * @param baseline the baseline's latencies in these rounds
 * @param candidate the candidate's
 * @param rounds how many rounds
 */
record PairedFork(Pool baseline, Pool candidate, int rounds) {

  private record Key(int fork, int round) {}

  /** Forks in which both variants completed requests, in order. */
  static List<PairedFork> of(Sample baseline, Sample candidate) {
    List<PairedFork> forks = new ArrayList<>();
    for (List<Run[]> pairs : pairs(baseline, candidate)) {
      Pool ofBaseline = Pool.of(pairs.stream().map(pair -> pair[0]).toList());
      Pool ofCandidate = Pool.of(pairs.stream().map(pair -> pair[1]).toList());
      if (ofBaseline.requests() > 0 && ofCandidate.requests() > 0) {
        forks.add(new PairedFork(ofBaseline, ofCandidate, pairs.size()));
      }
    }
    return forks;
  }

  /** By fork, the rounds that both took part in, in order: the baseline's run, the candidate's. */
  static List<List<Run[]>> pairs(Sample baseline, Sample candidate) {
    Map<Key, Run> partners = new HashMap<>();
    candidate.runs().forEach(run -> partners.put(new Key(run.fork(), run.round()), run));
    Map<Integer, TreeMap<Integer, Run[]>> byFork = new TreeMap<>();
    for (Run run : baseline.runs()) {
      Run partner = partners.get(new Key(run.fork(), run.round()));
      if (partner != null) {
        byFork
            .computeIfAbsent(run.fork(), fork -> new TreeMap<>())
            .put(run.round(), new Run[] {run, partner});
      }
    }
    return byFork.values().stream().map(rounds -> List.copyOf(rounds.values())).toList();
  }

  static int rounds(List<PairedFork> forks) {
    return forks.stream().mapToInt(PairedFork::rounds).sum();
  }

  /** Requests of the variant that has fewer. */
  static long requests(List<PairedFork> forks) {
    return Math.min(
        forks.stream().mapToLong(fork -> fork.baseline.requests()).sum(),
        forks.stream().mapToLong(fork -> fork.candidate.requests()).sum());
  }
}

package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Brings the subjects of a target up, for being loaded or for what has to be made before. */
final class Starting {
  /** What a subject may take to bring its database into shape: minutes at scale large. */
  private static final Duration RESHAPED_WITHIN = Duration.ofMinutes(20);

  /** The variable that says where the folder of the target file is for a variant. */
  private static final String HERE = "here";

  private final Launch launch;
  private final String ready;
  private final Duration readyWithin;
  private final String tuning;
  private final OwnCount ownCount;
  private final TargetFile.Auth auth;
  private final Places places;
  private final VariantHeaders headers;
  private final Ending ending;
  private final String dir;
  private final Path folder;

  /**
   * @param folder of the target file
   */
  Starting(TargetFile content, Launch launch, Places places, Path folder) {
    this.launch = launch;
    this.places = places;
    this.headers = VariantHeaders.of(content);
    this.ending = Ending.of(content.stop());
    this.dir = content.start().dir();
    this.folder = folder;
    this.ready = content.ready() == null ? null : content.ready().path();
    String within = content.ready() == null ? null : content.ready().within();
    this.readyWithin =
        within == null ? Duration.ofSeconds(60) : Units.duration("ready.within", within);
    this.tuning = content.tuning();
    this.ownCount = OwnCount.of(content).orElse(null);
    this.auth = content.auth();
  }

  /**
   * @param walks what each has to tell before it is loaded, by the feeder's name
   */
  Subjects start(
      List<Variant> variants,
      Map<String, Walk> walks,
      Function<Variant, Map<String, String>> variables,
      Path logs,
      String prefix)
      throws TargetFailed, InterruptedException {
    return start(variants, walks, variables, logs, prefix, readyWithin);
  }

  private Subjects start(
      List<Variant> variants,
      Map<String, Walk> walks,
      Function<Variant, Map<String, String>> variables,
      Path logs,
      String prefix,
      Duration within)
      throws TargetFailed, InterruptedException {
    List<Subject> started = new ArrayList<>();
    Subjects subjects = null;
    try {
      for (Variant variant : variants) {
        ServiceUrl place = places.of(variant);
        if (place != null) {
          started.add(Subject.running(variant, place.uri(), ownCount, headers(variant)));
          continue;
        }
        int port = freePort();
        Map<String, String> values = variables.apply(variant);
        Path log =
            logs.resolve(prefix + variant.name().replaceAll("[^A-Za-z0-9=+._-]", "_") + ".log");
        started.add(
            Subject.start(
                variant,
                new Subject.Start(
                    port,
                    launch.command(variant, port, values),
                    launch.env(variant, port, values),
                    dir(values),
                    ending.filled(word -> launch.fill("stop.command", word, variant, port, values)),
                    log),
                ownCount,
                headers(variant)));
      }
      Readiness readiness = new Readiness();
      for (Subject subject : started) {
        await(readiness, subject, within);
        readiness.walk(subject, walks, variables.apply(subject.variant()));
      }
      subjects = new Subjects(started);
      return subjects;
    } finally {
      if (subjects == null) {
        new Subjects(started).close();
      }
    }
  }

  /** From the folder of the target file, or of its checkout; null for the lab's own. */
  private Path dir(Map<String, String> values) {
    Path here = values.containsKey(HERE) ? Path.of(values.get(HERE)) : folder;
    return dir == null ? null : here.resolve(dir).normalize();
  }

  /** Of what the lab itself asks. */
  private Map<String, String> headers(Variant variant) {
    Map<String, String> all = new LinkedHashMap<>();
    if (auth != null) {
      all.put(auth.header(), Placeholders.fill("auth.value", auth.value()));
    }
    all.putAll(headers.of(variant));
    return all;
  }

  private void await(Readiness readiness, Subject subject, Duration within)
      throws TargetFailed, InterruptedException {
    if (ready == null) {
      readiness.awaitAnyAnswer(subject, within);
    } else {
      readiness.await(subject, ready, within);
    }
    if (tuning != null) {
      readiness.checkSettings(subject, tuning, launch.ofJvm(subject.variant()));
    }
  }

  /** What its walks found stays as it was: the load that uses it goes on meanwhile. */
  void startAgain(Subject killed) throws TargetFailed, InterruptedException {
    killed.startAgain();
    await(new Readiness(), killed, readyWithin);
  }

  void prepare(
      List<Variant> variants, Map<String, String> variables, Path logs, Consumer<String> progress)
      throws TargetFailed, InterruptedException {
    Map<ClassArchive, Variant> wanted = new LinkedHashMap<>();
    for (Variant variant : variants) {
      Variant untuned = new Variant("prepare", launch.ofJvm(variant));
      launch.archive(untuned, variables).ifPresent(archive -> wanted.putIfAbsent(archive, untuned));
    }
    for (Map.Entry<ClassArchive, Variant> want : wanted.entrySet()) {
      prepare(want.getKey(), want.getValue(), variables, logs, progress);
    }
  }

  private void prepare(
      ClassArchive archive,
      Variant untuned,
      Map<String, String> variables,
      Path logs,
      Consumer<String> progress)
      throws TargetFailed, InterruptedException {
    if (!isDue(archive, launch.command(untuned, 0, variables))) {
      return;
    }
    progress.accept(
        "keeping the subject's loaded classes in "
            + archive.file().getFileName()
            + ", so that it starts faster from now on");
    Map<String, String> making = new LinkedHashMap<>(variables);
    making.put("archive", archive.make());
    try {
      String prefix = archive.file().getFileName() + "-";
      start(List.of(untuned), Map.of(), variant -> making, logs, prefix).close();
      if (!archive.keep()) {
        progress.accept("the subject's JVM kept no classes; its starts stay as slow as they are");
      }
    } catch (IOException e) {
      throw new TargetFailed("start.archive cannot be written: " + e.getMessage(), e);
    } finally {
      archive.discard();
    }
  }

  void reshape(List<Variant> variants, Function<Variant, Map<String, String>> variables, Path logs)
      throws TargetFailed, InterruptedException {
    start(variants, Map.of(), variables, logs, "reshape-", RESHAPED_WITHIN).close();
  }

  private static boolean isDue(ClassArchive archive, List<String> command) throws TargetFailed {
    try {
      return archive.isDue(command);
    } catch (IOException e) {
      throw new TargetFailed("a jar of start.command cannot be read: " + e.getMessage(), e);
    }
  }

  private static int freePort() throws TargetFailed {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new TargetFailed("no free port on loopback: " + e.getMessage(), e);
    }
  }
}

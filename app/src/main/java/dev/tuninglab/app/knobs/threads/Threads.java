package dev.tuninglab.app.knobs.threads;

import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The variants of the knob {@code threads}. */
public enum Threads implements Variant {
  PLATFORM("platform", 17, PlatformRequestThreads::new),
  VIRTUAL("virtual", 21, VirtualRequestThreads::new);

  public static final Knob<Threads> KNOB =
      new Knob<>(
          "threads",
          Values.of(Threads.class),
          PLATFORM.id,
          "order",
          "nothing, until more requests wait at once than there are threads; needs jdk=21 or newer");

  private final String id;
  private final int oldestJdk;
  private final Function<ThreadsSettings, RequestThreads> maker;

  Threads(String id, int oldestJdk, Function<ThreadsSettings, RequestThreads> maker) {
    this.id = id;
    this.oldestJdk = oldestJdk;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  /**
   * Refuses what a JDK does not have. Whoever asked for virtual threads must not be given others: a
   * comparison would measure one thing twice.
   *
   * @param release of the JDK, such as 17
   * @throws InvalidSetting when this variant needs a newer one
   */
  public void requireJdk(int release) {
    if (release < oldestJdk) {
      throw new InvalidSetting(
          ("%s must be %s on JDK %d, but was '%s', which needs JDK %d or newer:"
                  + " start it with one, in the lab by --set jdk=25")
              .formatted(KNOB.name(), of(release), release, id, oldestJdk));
    }
  }

  private static String of(int release) {
    return Arrays.stream(values())
        .filter(variant -> variant.oldestJdk <= release)
        .map(Threads::id)
        .collect(Collectors.joining(" or "));
  }

  /**
   * @throws InvalidSetting when this JDK does not have them
   */
  public RequestThreads make(ThreadsSettings settings) {
    requireJdk(Runtime.version().feature());
    return maker.apply(settings);
  }
}

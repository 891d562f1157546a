package dev.tuninglab.lab.cli;

import dev.tuninglab.gatling.Share;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Design;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 2/8} as a share; {@code /8} where an Indexed Job of Kubernetes says which one. */
final class ShareText {
  /** Environment variable with the index, in a pod of such a Job. */
  static final String INDEX = "JOB_COMPLETION_INDEX";

  private static final Pattern SHARE = Pattern.compile("(\\d{0,4})/(\\d{1,4})");

  private ShareText() {}

  /**
   * @param indexOfJob value of {@link #INDEX}; null where there is none
   * @throws BadInput if it is no share
   */
  static Share parse(String text, String indexOfJob) {
    Matcher share = SHARE.matcher(text);
    if (!share.matches()) {
      throw new BadInput("--share must be like 2/8, or /8 in a Job, but was '" + text + "'");
    }
    int of = Integer.parseInt(share.group(2));
    int index = share.group(1).isEmpty() ? ofJob(indexOfJob) : Integer.parseInt(share.group(1));
    if (of < 1 || of > Design.MOST_INJECTORS || index >= of) {
      throw new BadInput(
          "--share must be i/n with i from 0 to n - 1 and n from 1 to "
              + Design.MOST_INJECTORS
              + ", but was "
              + index
              + "/"
              + of);
    }
    return Share.of(index, of);
  }

  private static int ofJob(String index) {
    if (index == null) {
      throw new BadInput(
          "--share without an index needs the environment variable "
              + INDEX
              + ", which an Indexed Job of Kubernetes sets; give it as in 2/8");
    }
    if (!index.matches("\\d{1,4}")) {
      throw new BadInput(INDEX + " must be a number from 0, but was '" + index + "'");
    }
    return Integer.parseInt(index);
  }
}

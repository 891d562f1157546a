package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the page's script draws.
 *
 * @param reach null where no capacity was looked for
 * @param pairs null where it was not asked which knobs mind each other
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChartData(
    List<Styled> variants,
    Curves curves,
    Timeline timeline,
    StackedBars rates,
    StackedBars phases,
    Reach reach,
    Pairs pairs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A variant and how it is drawn. */
  record Styled(String name, VariantStyle style) {}

  static List<Styled> styled(List<String> variants) {
    List<Styled> all = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      all.add(new Styled(variants.get(i), VariantStyle.of(i)));
    }
    return all;
  }

  /** As JSON that no text in it can end the element around it. */
  String json() {
    try {
      return JSON.writeValueAsString(this).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // numbers and texts: not expected
    }
  }
}

package dev.tuninglab.lab.experiment;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Whether a record that was read back is whole. By convention only numbers of ours may be null,
 * where they say "none"; a null elsewhere would fail later, and far from the file.
 */
final class Complete {
  private static final Duration LONGEST = Duration.ofDays(366);

  private Complete() {}

  /**
   * @param where what to name in front of a component, such as the file
   * @throws BadInput naming the component
   */
  static void check(String where, Object value) {
    if (value == null) {
      throw new BadInput(where + " must not be null");
    }
    if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        if (!Number.class.isAssignableFrom(component.getType())) {
          check(
              where + (where.contains(": ") ? "." : ": ") + component.getName(),
              get(record, component));
        }
      }
    } else if (value instanceof Collection<?> many) {
      many.forEach(each -> check(where, each));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> check(where, each));
    } else if (value instanceof Duration duration
        && (duration.isNegative() || duration.compareTo(LONGEST) > 0)) {
      throw new BadInput(where + " must be from zero to a year, but was " + duration);
    }
  }

  private static Object get(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " of " + record.getClass(), e);
    }
  }
}

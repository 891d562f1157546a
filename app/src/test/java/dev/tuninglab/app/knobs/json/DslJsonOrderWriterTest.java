package dev.tuninglab.app.knobs.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.dslplatform.json.Configuration;
import com.dslplatform.json.DslJson;
import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.ProductName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build that does not run the annotation processor says nothing: so this does. */
class DslJsonOrderWriterTest {
  @ParameterizedTest
  @ValueSource(classes = {CompiledOrderPage.class, Order.class, OrderLine.class, ProductName.class})
  void itsConverterWasGenerated(Class<?> type) throws Exception {
    Class<?> generated =
        Class.forName(type.getPackageName() + "._" + type.getSimpleName() + "_DslJsonConverter");

    assertThat(Configuration.class).isAssignableFrom(generated);
    assertThat(DslJsonOrderWriter.settings())
        .extracting(settings -> new DslJson<>(settings).tryFindWriter(type))
        .satisfies(used -> assertThat(used.getClass().getEnclosingClass()).isEqualTo(generated));
  }

  record Unknown(int number) {}

  @ParameterizedTest
  @ValueSource(classes = {Unknown.class, Object.class})
  void aClassWithoutGeneratedConverterIsNotWrittenByReflection(Class<?> type) {
    assertThat(new DslJson<>(DslJsonOrderWriter.settings()).tryFindWriter(type)).isNull();
  }
}

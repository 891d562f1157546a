package dev.tuninglab.app.knobs.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.ProductName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Blackbird cannot generate an accessor it says nothing and leaves reflection: not here. */
class BlackbirdOrderWriterTest {
  @ParameterizedTest
  @ValueSource(classes = {Order.class, OrderLine.class, ProductName.class})
  void everyMemberIsReadByAGeneratedAccessor(Class<?> type) throws Exception {
    JsonMapper mapper = BlackbirdOrderWriter.builder().addModule(new JavaTimeModule()).build();
    SerializerProvider serializers =
        ((DefaultSerializerProvider) mapper.getSerializerProvider())
            .createInstance(mapper.getSerializationConfig(), mapper.getSerializerFactory());

    assertThat(serializers.findValueSerializer(type).properties())
        .toIterable()
        .hasSameSizeAs(type.getRecordComponents())
        .allSatisfy(
            member ->
                assertThat(member.getClass().getPackageName())
                    .startsWith("com.fasterxml.jackson.module.blackbird"));
  }
}

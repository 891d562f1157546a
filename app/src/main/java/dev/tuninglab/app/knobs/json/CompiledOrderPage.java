package dev.tuninglab.app.knobs.json;

import com.dslplatform.json.CompiledJson;
import dev.tuninglab.app.shop.domain.Order;
import java.util.List;

/**
 * What dsl-json's annotation processor starts from: as this is compiled, it generates a converter
 * for this record and for each class that it holds, in the package of that class. The classes
 * themselves need no annotation.
 */
@CompiledJson
record CompiledOrderPage(List<Order> items) {}

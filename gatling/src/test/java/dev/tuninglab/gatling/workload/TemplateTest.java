package dev.tuninglab.gatling.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void variablesAreFilledInAndTheRestStays() {
    Template template = Template.parse("/a/${x}/$5/{y}/${x}${z.1}", "path");
    assertThat(template.variables()).containsExactly("x", "x", "z.1");
    assertThat(template.fill(name -> "<" + name + ">")).isEqualTo("/a/<x>/$5/{y}/<x><z.1>");
  }

  @Test
  void aDoubledDollarStandsForTheTextItself() {
    Template template = Template.parse("$${x} ${y}", "body");
    assertThat(template.variables()).isEqualTo(List.of("y"));
    assertThat(template.fill(name -> "1")).isEqualTo("${x} 1");
  }

  @Property
  void anyTextThatIsEscapedComesBackUnchanged(@ForAll String text) {
    String written = text.replace("${", "$${");
    assertThat(Template.parse(written, "body").fill(UnaryOperator.identity())).isEqualTo(text);
  }
}

package dev.tuninglab.lab.pattern;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The enum of a pattern's variants: it implements {@code Variant}, makes the {@code Knob} of the
 * pattern's name, and gives each constant its id as first argument.
 */
final class VariantEnum {
  private final JavaFile file;
  private final EnumDeclaration declaration;
  private final ObjectCreationExpr knob;
  private final Map<String, EnumConstantDeclaration> byId = new LinkedHashMap<>();

  private VariantEnum(JavaFile file, EnumDeclaration declaration, ObjectCreationExpr knob) {
    this.file = file;
    this.declaration = declaration;
    this.knob = knob;
    for (EnumConstantDeclaration constant : declaration.getEntries()) {
      firstText(constant.getArguments()).ifPresent(id -> byId.put(id, constant));
    }
  }

  static Optional<VariantEnum> find(Collection<JavaFile> folder, String pattern) {
    for (JavaFile file : folder) {
      for (EnumDeclaration declaration : file.unit().findAll(EnumDeclaration.class)) {
        if (declaration.getImplementedTypes().stream()
            .anyMatch(type -> type.getNameAsString().equals("Variant"))) {
          for (ObjectCreationExpr made : declaration.findAll(ObjectCreationExpr.class)) {
            if (made.getType().getNameAsString().equals("Knob")
                && firstText(made.getArguments()).equals(Optional.of(pattern))) {
              return Optional.of(new VariantEnum(file, declaration, made));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> firstText(List<Expression> arguments) {
    return arguments.stream()
        .findFirst()
        .filter(StringLiteralExpr.class::isInstance)
        .map(first -> ((StringLiteralExpr) first).asString());
  }

  JavaFile file() {
    return file;
  }

  /** Ids of the variants, in their order. */
  List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  /** Names of the constants that are not kept. */
  Set<String> dropped(Collection<String> kept) {
    return byId.entrySet().stream()
        .filter(constant -> !kept.contains(constant.getKey()))
        .map(constant -> constant.getValue().getNameAsString())
        .collect(Collectors.toSet());
  }

  /**
   * The enum with some of its constants. Where its knob names one that is gone, as its preset, the
   * first that is kept takes the place; imports that nothing needs any more go as well.
   */
  JavaFile keeping(Collection<String> kept) {
    Set<String> dropped = dropped(kept);
    List<EnumConstantDeclaration> constants = declaration.getEntries();
    List<String> texts = new ArrayList<>();
    Position from = begin(constants.get(0));
    for (Map.Entry<String, EnumConstantDeclaration> constant : byId.entrySet()) {
      if (kept.contains(constant.getKey())) {
        texts.add(
            file.text().substring(offset(begin(constant.getValue())), end(constant.getValue())));
      }
    }
    String first =
        byId.entrySet().stream()
            .filter(constant -> kept.contains(constant.getKey()))
            .map(constant -> constant.getValue().getNameAsString())
            .findFirst()
            .orElseThrow();
    StringBuilder text = new StringBuilder(file.text());
    // From the end to the beginning, so that the positions before stay true.
    List<JavaToken> tokens = new ArrayList<>();
    knob.getTokenRange().orElseThrow().forEach(tokens::add);
    for (int i = tokens.size() - 1; i >= 0; i--) {
      JavaToken token = tokens.get(i);
      if (token.getCategory().isIdentifier() && dropped.contains(token.getText())) {
        Range range = token.getRange().orElseThrow();
        text.replace(offset(range.begin), offset(range.end) + 1, first);
      }
    }
    int last = end(constants.get(constants.size() - 1));
    text.replace(offset(from), last, String.join(",\n  ", texts));
    return withoutUnusedImports(file.withText(text.toString()));
  }

  private static JavaFile withoutUnusedImports(JavaFile file) {
    Set<String> used =
        file.names().stream()
            .map(name -> name.replaceFirst("\\..*", ""))
            .collect(Collectors.toSet());
    String comments =
        file.unit().getAllComments().stream().map(Object::toString).collect(Collectors.joining());
    String text = file.text();
    for (String imported : file.imports()) {
      String simple = imported.substring(imported.lastIndexOf('.') + 1);
      if (!used.contains(simple) && !comments.contains(simple)) {
        text = text.replaceFirst("import (static )?" + imported.replace(".", "\\.") + ";\n", "");
      }
    }
    return file.withText(text);
  }

  /** With the comment in front of it, which belongs to it. */
  private Position begin(EnumConstantDeclaration constant) {
    Position begin = constant.getBegin().orElseThrow();
    Position before =
        declaration.getEntries().stream()
            .flatMap(other -> other.getEnd().stream())
            .filter(end -> end.isBefore(begin))
            .max(Position::compareTo)
            .orElse(declaration.getName().getEnd().orElseThrow());
    return file.unit().getAllComments().stream()
        .flatMap(comment -> comment.getBegin().stream())
        .filter(comment -> comment.isAfter(before) && comment.isBefore(begin))
        .min(Position::compareTo)
        .orElse(begin);
  }

  private int end(Node node) {
    return offset(node.getEnd().orElseThrow()) + 1;
  }

  private int offset(Position position) {
    int offset = 0;
    for (int line = 1; line < position.line; line++) {
      offset = file.text().indexOf('\n', offset) + 1;
    }
    return offset + position.column - 1;
  }
}

package dev.tuninglab.lab.pattern;

import com.github.javaparser.JavaParser;
import com.github.javaparser.JavaToken;
import com.github.javaparser.ParseProblemException;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import java.util.ArrayList;
import java.util.List;

/** One Java source, and what it names. */
final class JavaFile {
  private final String packageName;
  private final String name;
  private final Side side;
  private final String text;
  private final CompilationUnit unit;
  private final List<String> names;

  private JavaFile(String packageName, String name, Side side, String text, CompilationUnit unit) {
    this.packageName = packageName;
    this.name = name;
    this.side = side;
    this.text = text;
    this.unit = unit;
    this.names = namesIn(code());
  }

  static JavaFile parse(String packageName, String name, Side side, String text) {
    ParseResult<CompilationUnit> parsed =
        new JavaParser(
                new ParserConfiguration()
                    .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17)
                    .setAttributeComments(false))
            .parse(text);
    if (!parsed.isSuccessful()) {
      throw new ParseProblemException(parsed.getProblems());
    }
    return new JavaFile(packageName, name, side, text, parsed.getResult().orElseThrow());
  }

  JavaFile withText(String changed) {
    return parse(packageName, name, side, changed);
  }

  /** The same, for tests alone. */
  JavaFile forTests() {
    return new JavaFile(packageName, name, Side.TEST, text, unit);
  }

  String packageName() {
    return packageName;
  }

  /** Of its type: the file's name without {@code .java}. */
  String name() {
    return name;
  }

  /** Whether only tests see it. */
  Side side() {
    return side;
  }

  String text() {
    return text;
  }

  /** The parsed form, with the positions of this text. */
  CompilationUnit unit() {
    return unit;
  }

  String qualifiedName() {
    return packageName + "." + name;
  }

  String fileName() {
    return name + ".java";
  }

  /** Imported types, or members of types, or packages with all their types. */
  List<String> imports() {
    return unit.getImports().stream().map(ImportDeclaration::getNameAsString).toList();
  }

  /**
   * Names as the code writes them, each with what follows its dots: {@code OrderRows.SQL.select},
   * {@code org.jooq.Record}, {@code page}. Neither imports nor comments, nor what follows a call.
   */
  List<String> names() {
    return names;
  }

  private static List<String> namesIn(List<JavaToken> code) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      if (!isIdentifier(code, i) || isDot(code, i - 1)) {
        continue;
      }
      StringBuilder name = new StringBuilder(code.get(i).getText());
      while (isDot(code, i + 1) && isIdentifier(code, i + 2)) {
        name.append('.').append(code.get(i + 2).getText());
        i += 2;
      }
      names.add(name.toString());
    }
    return names;
  }

  /** What stands behind {@code case}: labels of switches. */
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    List<JavaToken> code = code();
    boolean inCase = false;
    for (JavaToken token : code) {
      if (token.getKind() == JavaToken.Kind.CASE.getKind()) {
        inCase = true;
      } else if (token.getText().equals("->") || token.getText().equals(":")) {
        inCase = false;
      } else if (inCase && token.getCategory().isIdentifier()) {
        labels.add(token.getText());
      }
    }
    return labels;
  }

  /** Texts between quotes that fit into one line. */
  List<String> literals() {
    return tokens().stream()
        .filter(token -> token.getKind() == JavaToken.Kind.STRING_LITERAL.getKind())
        .map(token -> token.getText().substring(1, token.getText().length() - 1))
        .toList();
  }

  /** What the code consists of after the last import, without comments. */
  private List<JavaToken> code() {
    int from =
        unit.getImports().stream()
            .map(ImportDeclaration::getTokenRange)
            .flatMap(range -> range.stream())
            .mapToInt(range -> line(range.getEnd()))
            .max()
            .orElseGet(
                () ->
                    unit.getPackageDeclaration()
                        .flatMap(declared -> declared.getTokenRange())
                        .map(range -> line(range.getEnd()))
                        .orElse(0));
    return tokens().stream()
        .filter(token -> line(token) > from)
        .filter(token -> !token.getCategory().isWhitespaceOrComment())
        .toList();
  }

  private List<JavaToken> tokens() {
    List<JavaToken> tokens = new ArrayList<>();
    unit.getTokenRange().orElseThrow().forEach(tokens::add);
    return tokens;
  }

  private static int line(JavaToken token) {
    return token.getRange().map(range -> range.begin.line).orElse(0);
  }

  private static boolean isIdentifier(List<JavaToken> code, int at) {
    return at >= 0 && at < code.size() && code.get(at).getCategory().isIdentifier();
  }

  private static boolean isDot(List<JavaToken> code, int at) {
    return at >= 0 && at < code.size() && code.get(at).getText().equals(".");
  }
}

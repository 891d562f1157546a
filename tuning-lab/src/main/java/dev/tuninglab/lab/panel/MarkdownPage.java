package dev.tuninglab.lab.panel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as HTML that can do nothing: markup in it is shown as text, and images are not. */
final class MarkdownPage {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Pattern SIBLING = Pattern.compile("\\.\\./([a-z0-9-]+)(/(README\\.md)?)?");
  private static final Pattern ELSEWHERE = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE);

  private final Set<String> patterns;

  /**
   * @param patterns names of those that there are pages on
   */
  MarkdownPage(Set<String> patterns) {
    this.patterns = patterns;
  }

  String html(String markdown) {
    Node document = Parser.builder().extensions(TABLES).build().parse(markdown);
    document.accept(new Links());
    return HtmlRenderer.builder()
        .extensions(TABLES)
        .escapeHtml(true)
        .sanitizeUrls(true)
        .attributeProviderFactory(context -> MarkdownPage::ofALink)
        .build()
        .render(document);
  }

  /** What leads away from the panel opens beside it. */
  private static void ofALink(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Link link && ELSEWHERE.matcher(link.getDestination()).matches()) {
      attributes.put("rel", "noopener noreferrer");
      attributes.put("target", "_blank");
    }
  }

  /** Leads links to where their end is here; where there is no such place only the text stays. */
  private final class Links extends AbstractVisitor {
    @Override
    public void visit(Link link) {
      visitChildren(link);
      Matcher sibling = SIBLING.matcher(link.getDestination());
      if (sibling.matches() && patterns.contains(sibling.group(1))) {
        link.setDestination("/patterns/" + sibling.group(1));
      } else if (!ELSEWHERE.matcher(link.getDestination()).matches()) {
        unwrap(link);
      }
    }

    @Override
    public void visit(Image image) {
      unwrap(image);
    }

    private void unwrap(Node node) {
      for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
        node.insertBefore(child);
      }
      node.unlink();
    }
  }
}

package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.knobs.cache.Content;
import dev.tuninglab.app.knobs.cache.EntityTags;
import dev.tuninglab.app.knobs.cache.Source;
import java.sql.SQLException;
import java.util.Optional;

/** One product as a response. Its version is told by its row, without its kilobytes of text. */
record ProductSource(Lending lending, JsonWriter json, long id) implements Source {
  @Override
  public Optional<byte[]> body() throws SQLException {
    return lending.with(database -> Products.byId(database, id)).map(json::write);
  }

  /** 1 statement when the client has no version or the one that holds, else 2. */
  @Override
  public Optional<Content> content(EntityTags known) throws SQLException {
    Products.Versioned read =
        lending.with(
            database -> {
              Optional<String> version =
                  known.isEmpty() ? Optional.empty() : Products.version(database, id);
              return version.filter(known::include).isPresent()
                  ? new Products.Versioned(version.get(), Optional.empty())
                  : Products.versionedById(database, id).orElse(null);
            });
    return Optional.ofNullable(read)
        .map(
            found ->
                found
                    .product()
                    .map(product -> new Content(found.version(), json.write(product)))
                    .orElseGet(() -> Content.leftOut(found.version())));
  }
}

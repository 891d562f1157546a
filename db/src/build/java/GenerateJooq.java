import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Generates the jOOQ classes from the schema as a real PostgreSQL understands it.
 *
 * <p>Run by the build as a single source file. Does nothing when the migrations, the jOOQ version
 * and this file are those of the last run.
 */
class GenerateJooq {
  public static void main(String[] args) throws Exception {
    Path migrations = Path.of(args[0]);
    Path output = Path.of(args[1]);
    Path stamp = output.resolve("generated-from.sha256");
    String source = digest(migrations);
    if (Files.exists(stamp) && Files.readString(stamp).equals(source)) {
      return;
    }
    System.out.println("generating jOOQ classes from " + migrations.getFileName());
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(url, "postgres", "")
          .locations("filesystem:" + migrations)
          .load()
          .migrate();
      GenerationTool.generate(configuration(url, output));
    }
    Files.writeString(stamp, source);
  }

  private static Configuration configuration(String url, Path output) {
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(new Jdbc().withUrl(url).withUser("postgres"))
        .withGenerator(
            new Generator()
                .withDatabase(
                    new Database()
                        .withInputSchema("public")
                        .withExcludes("flyway_schema_history|pg_stat_statements.*")
                        .withOutputSchemaToDefault(true))
                .withGenerate(
                    new Generate()
                        .withGeneratedAnnotation(false)
                        .withRoutines(false)
                        .withJavaTimeTypes(true))
                .withTarget(
                    new Target()
                        .withPackageName("dev.tuninglab.db.jooq")
                        .withDirectory(output.toString())));
  }

  private static String digest(Path migrations) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(migrations)) {
      List<Path> sorted = files.sorted().collect(Collectors.toList());
      for (Path file : sorted) {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    digest.update(org.jooq.Constants.FULL_VERSION.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }
}

package dev.tuninglab.lab.pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The key {@code patterns} of a target file: where its patterns are, and what the sources alone do
 * not say. Paths are seen from the folder of the target file. A folder of the sources or tests that
 * has a README.md is a pattern.
 *
 * @param origin whose they are, for the line that says so in every copied file
 * @param licence its name, for the same line
 * @param licenceFile its text, which goes along with every copy
 * @param sources roots of Java sources, generated ones as well
 * @param resources roots of what is on the class path with them
 * @param tests roots of tests
 * @param testResources roots of what is on the class path of tests, beside the resources
 * @param shared packages that patterns may take along, and the last part of the package they go to;
 *     two dots at the end of one stand for the packages below it
 * @param libraries files without their endings: the tree and the list of a module's libraries
 * @param needs what a class of this package or library needs when it runs and nothing imports
 * @param without what a library brings that is not wanted: a group
 * @param processors annotations that need their library's processor
 */
public record PatternPlaces(
    @JsonProperty(required = true) String origin,
    @JsonProperty(required = true) String licence,
    @JsonProperty(value = "licence-file", required = true) String licenceFile,
    @JsonProperty(required = true) List<String> sources,
    List<String> resources,
    List<String> tests,
    @JsonProperty("test-resources") List<String> testResources,
    Map<String, String> shared,
    @JsonProperty(required = true) List<String> libraries,
    Map<String, List<String>> needs,
    Map<String, String> without,
    List<String> processors) {

  public PatternPlaces {
    sources = List.copyOf(sources);
    resources = resources == null ? List.of() : List.copyOf(resources);
    tests = tests == null ? List.of() : List.copyOf(tests);
    testResources = testResources == null ? List.of() : List.copyOf(testResources);
    shared = shared == null ? Map.of() : Map.copyOf(shared);
    libraries = List.copyOf(libraries);
    needs = needs == null ? Map.of() : Map.copyOf(needs);
    without = without == null ? Map.of() : Map.copyOf(without);
    processors = processors == null ? List.of() : List.copyOf(processors);
  }
}

package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.StoredJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  private static final Machine SOME =
      new Machine(
          2,
          "Some CPU",
          16_000,
          "Linux 6.1 amd64",
          "17.0.15",
          Map.of("governor", "powersave", "cpuLimit", "none"));

  @TempDir Path folder;

  @Test
  void whatIsKnownStandsInTheFileAsMembersOfTheirOwnAndIsReadBack() throws IOException {
    Path file = Files.writeString(folder.resolve("machine.json"), StoredJson.write(SOME));
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("governor").asText()).isEqualTo("powersave");
    assertThat(json.has("more")).isFalse();
    assertThat(json.has("database")).isFalse();
    assertThat(StoredJson.read(file, Machine.class)).isEqualTo(SOME);
  }

  @Test
  void aFileThatSaysNoMoreThanTheFirstOnesDidIsRead() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("machine.json"),
            """
            {"cores": 2, "cpu": "Some CPU", "memoryMegabytes": 16000,
             "os": "Linux 6.1 amd64", "jdk": "17.0.15"}
            """);
    Machine read = StoredJson.read(file, Machine.class);
    assertThat(read.more()).isEmpty();
    assertThat(SOME.differences(read)).isEmpty();
    assertThat(read.differences(SOME)).isEmpty();
  }

  @Test
  void aDamagedFileIsRefusedWithTheMember() throws IOException {
    Path file = folder.resolve("machine.json");
    String whole = StoredJson.write(SOME);
    Files.writeString(file, whole.replace("\"jdk\"", "\"jkd\""));
    assertThatThrownBy(() -> StoredJson.read(file, Machine.class))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith("jdk is missing");
    Files.writeString(file, whole.replace("\"cores\" : 2", "\"cores\" : \"two\""));
    assertThatThrownBy(() -> StoredJson.read(file, Machine.class))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith("cores must be a whole number of at least 0, but was 'two'");
  }

  @Test
  void differencesAreLinesAndWhatOneDoesNotKnowIsNone() {
    Machine other =
        new Machine(
                4,
                "Other CPU",
                8_000,
                "Linux 6.6 amd64",
                "21.0.2",
                Map.of("governor", "performance", "memoryLimit", "512 MB"))
            .withDatabase("PostgreSQL 18.6");
    assertThat(other.differences(SOME))
        .containsExactly(
            "cores 2 there, 4 here",
            "CPU Some CPU there, Other CPU here",
            "memory 16000 MB there, 8000 MB here",
            "operating system Linux 6.1 amd64 there, Linux 6.6 amd64 here",
            "JDK 17.0.15 there, 21.0.2 here",
            "CPU governor powersave there, performance here");
    assertThat(other.differences(other.withDatabase("PostgreSQL 17.2")))
        .containsExactly("database PostgreSQL 17.2 there, PostgreSQL 18.6 here");
    assertThat(SOME.differences(new Machine(2, "Some CPU", 15_500, SOME.os(), SOME.jdk(), null)))
        .as("a little memory")
        .isEmpty();
  }

  @Test
  void aContainerOfVersion2IsReadByItsOwnGroup() throws IOException {
    file("proc/self/cgroup", "0::/lab.slice");
    file("sys/fs/cgroup/lab.slice/cpu.max", "150000 100000");
    file("sys/fs/cgroup/lab.slice/memory.max", "536870912");
    assertThat(new LinuxFiles(folder).machine().more())
        .isEqualTo(Map.of("cpuLimit", "1.5 cores", "memoryLimit", "512 MB"));
  }

  @Test
  void aContainerThatSeesItselfAsTheRootIsReadThere() throws IOException {
    file("proc/self/cgroup", "0::/not/seen/from/here");
    file("sys/fs/cgroup/cpu.max", "max 100000");
    file("sys/fs/cgroup/memory.max", "max");
    assertThat(new LinuxFiles(folder).machine().more())
        .isEqualTo(Map.of("cpuLimit", "none", "memoryLimit", "none"));
  }

  @Test
  void aContainerOfVersion1IsReadByItsControllers() throws IOException {
    file("proc/self/cgroup", "4:memory:/docker/ab\n1:cpu,cpuacct:/docker/ab\n0::/");
    file("sys/fs/cgroup/cpu/docker/ab/cpu.cfs_quota_us", "50000");
    file("sys/fs/cgroup/cpu/docker/ab/cpu.cfs_period_us", "100000");
    file("sys/fs/cgroup/memory/docker/ab/memory.limit_in_bytes", "9223372036854771712");
    assertThat(new LinuxFiles(folder).machine().more())
        .isEqualTo(Map.of("cpuLimit", "0.5 cores", "memoryLimit", "none"));
    file("sys/fs/cgroup/cpu/docker/ab/cpu.cfs_quota_us", "-1");
    assertThat(new LinuxFiles(folder).machine().more()).containsEntry("cpuLimit", "none");
  }

  @Test
  void theProcessorTellsItsModelAndWhetherItIsAVirtualOne() throws IOException {
    file("proc/cpuinfo", "processor : 0\nmodel name\t: Some CPU @ 2 GHz\nflags\t: fpu hypervisor");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance");
    Machine machine = new LinuxFiles(folder).machine();
    assertThat(machine.cpu()).isEqualTo("Some CPU @ 2 GHz");
    assertThat(machine.more()).isEqualTo(Map.of("governor", "performance", "virtual", "yes"));
    file("proc/cpuinfo", "flags : fpu vme");
    assertThat(new LinuxFiles(folder).machine().more()).containsEntry("virtual", "no");
  }

  @Test
  void whatIsDamagedOrNotThereIsAbsent() throws IOException {
    assertThat(new LinuxFiles(folder).machine().more()).isEmpty();
    assertThat(new LinuxFiles(folder).machine().cpu()).isEqualTo("unknown");
    file("sys/fs/cgroup/cpu.max", "many 100000");
    file("sys/fs/cgroup/memory.max", "much");
    assertThat(new LinuxFiles(folder).machine().more()).isEmpty();
    file("sys/fs/cgroup/cpu.max", "100000 0");
    assertThat(new LinuxFiles(folder).machine().more()).isEmpty();
  }

  private void file(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content + "\n");
  }
}

package dev.tuninglab.gatling.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.Workload;

/** One line on the control connection. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Message.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Message.Setup.class, name = "setup"),
  @JsonSubTypes.Type(value = Message.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Message.Run.class, name = "run"),
  @JsonSubTypes.Type(value = Message.CutShort.class, name = "cut-short"),
  @JsonSubTypes.Type(value = Message.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Message.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Message.End.class, name = "end")
})
public sealed interface Message {
  /** Generator to lab, first: proves that it is the process which the lab started. */
  record Hello(String token) implements Message {}

  /** Lab to generator, second: what the process is for, and how many requests it practises. */
  record Setup(Workload workload, int maxUsers, long requestTimeoutMillis, int practice)
      implements Message {}

  /** Generator to lab: every user is idle. */
  record Ready() implements Message {}

  /** Lab to generator: run this slice. */
  record Run(SliceOrder order) implements Message {}

  /** Lab to generator, while a slice runs: report what there is; nothing will follow. */
  record CutShort() implements Message {}

  /** Generator to lab: the slice has ended. */
  record Done(SliceReport report) implements Message {}

  /** Generator to lab: the slice could not run; the generator goes on. */
  record Refused(String reason) implements Message {}

  /** Lab to generator: no more slices; end in good order. */
  record End() implements Message {}
}

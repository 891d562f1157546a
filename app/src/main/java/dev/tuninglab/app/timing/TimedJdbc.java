package dev.tuninglab.app.timing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Tells apart, of a connection and of its statements, the calls that the database answers. Rows
 * that came with the answer cost the caller, not the database: only a result that is fetched in
 * parts is watched.
 */
final class TimedJdbc implements InvocationHandler {
  /** Besides those whose name begins with "execute"; some send nothing, and take no time then. */
  private static final Set<String> ANSWERED_BY_THE_DATABASE =
      Set.of(
          "commit",
          "rollback",
          "setAutoCommit",
          "setReadOnly",
          "setTransactionIsolation",
          "setSavepoint",
          "releaseSavepoint",
          "isValid",
          "next");

  private final Object target;
  private final Phases phases;

  private TimedJdbc(Object target, Phases phases) {
    this.target = target;
    this.phases = phases;
  }

  /**
   * @param closed called after the connection was closed for the first time
   */
  static Connection connection(Connection target, Phases phases, Runnable closed) {
    TimedJdbc others = new TimedJdbc(target, phases);
    InvocationHandler handler =
        new InvocationHandler() {
          private boolean open = true;

          @Override
          public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (!open || !method.getName().equals("close")) {
              return others.invoke(proxy, method, arguments);
            }
            open = false;
            try {
              phases.during(Phase.RELEASE, target::close);
              return null;
            } finally {
              closed.run();
            }
          }
        };
    return (Connection) proxy(Connection.class, handler);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Object result =
        isAnsweredByTheDatabase(method.getName())
            ? phases.in(Phase.QUERY, () -> call(method, arguments))
            : call(method, arguments);
    return timed(method.getReturnType(), result);
  }

  private static boolean isAnsweredByTheDatabase(String method) {
    return method.startsWith("execute") || ANSWERED_BY_THE_DATABASE.contains(method);
  }

  private Object call(Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw (Error) e.getCause();
    }
  }

  private Object timed(Class<?> type, Object result) throws SQLException {
    boolean leadsToTheDatabase =
        result instanceof Statement || result instanceof ResultSet rows && rows.getFetchSize() > 0;
    // What was unwrapped has no type that could be stood in for, and is wanted as it is.
    return leadsToTheDatabase && type.isInterface()
        ? proxy(type, new TimedJdbc(result, phases))
        : result;
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(TimedJdbc.class.getClassLoader(), new Class<?>[] {type}, handler);
  }
}

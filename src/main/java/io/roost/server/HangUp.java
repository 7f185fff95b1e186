package io.roost.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which servers are told to read their configuration again. The JDK has no supported way to see it:
 * {@code sun.misc.Signal} is in the module jdk.unsupported, and named by text since javac warns of it.
 */
public final class HangUp {
    private HangUp() {}

    /** Has {@code action} run at each SIGHUP, on a thread of its own. Where the JVM can't, SIGHUP ends it. */
    public static void handleBy(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "SIGHUP";
            };
            Object handling =
                    Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[] {handler}, invocation);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (ReflectiveOperationException e) {
            LoggerFactory.getLogger(HangUp.class).warn("SIGHUP does not reload here: {}", e.toString());
        }
    }
}

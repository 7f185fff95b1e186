package io.roost.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/**
 * The signals by which a server is told something: SIGHUP to read its configuration again, SIGTERM and SIGINT to stop.
 * The JDK has no supported way to see them, and a shutdown hook sees but the first of the latter: {@code sun.misc.Signal}
 * is in the module jdk.unsupported, and named by text since javac warns of it.
 */
public final class Signals {
    private Signals() {}

    /**
     * Has {@code action} run at each signal of this name, without SIG, each time on a thread of its own.
     *
     * @return false where the JVM can't, as with -Xrs: the signal does what it does to any JVM then
     */
    public static boolean handle(String name, Runnable action) {
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
                default -> "SIG" + name;
            };
            Object handling =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, invocation);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
            return true;
        } catch (ReflectiveOperationException e) {
            LoggerFactory.getLogger(Signals.class).warn("SIG{} is not handled here: {}", name, e.toString());
            return false;
        }
    }
}

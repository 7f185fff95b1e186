package io.roost.server;

import io.roost.config.Bind;
import io.roost.config.ListenerNames;
import io.roost.fault.ListenerToxics;
import io.roost.fault.api.Target;
import io.roost.toxic.ToxicException;
import io.roost.transport.BindException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** A listener as the admin API switches it on and off: on a thread of its own, since that waits for the boss loops. */
final class ListenerTarget implements Target {
    private final ServedListener listener;
    private final BooleanSupplier isEnding;

    ListenerTarget(ServedListener listener, BooleanSupplier isEnding) {
        this.listener = listener;
        this.isEnding = isEnding;
    }

    @Override
    public String service() {
        return ListenerNames.service(listener.config());
    }

    @Override
    public String listen() {
        Bind bind = listener.bind();
        return bind.host().equals("*") ? new Bind("0.0.0.0", bind.port()).toString() : bind.toString();
    }

    @Override
    public boolean isAt(String address) {
        try {
            Bind asked = bind(address);
            Bind ours = listener.bind();
            return asked.port() == ours.port() && host(asked).equals(host(ours));
        } catch (ToxicException e) {
            return false;
        }
    }

    @Override
    public void moveTo(String address) throws ToxicException {
        listener.bindTo(bind(address));
    }

    @Override
    public CompletableFuture<Void> open() {
        return apart(() -> {
            if (isEnding.getAsBoolean()) {
                throw new CompletionException(new IllegalStateException("the server is draining"));
            }
            try {
                listener.open();
            } catch (BindException e) {
                throw new CompletionException(e);
            }
            if (isEnding.getAsBoolean()) {
                listener.close();
            }
        });
    }

    @Override
    public CompletableFuture<Void> close() {
        return apart(listener::close);
    }

    @Override
    public ListenerToxics toxics() {
        return listener.toxics();
    }

    /** As Go writes addresses too, whose clients are many: without a host, all. Nothing at all: any port of loopback. */
    static Bind bind(String address) throws ToxicException {
        String text = address.isEmpty() ? "127.0.0.1:0" : address.startsWith(":") ? "*" + address : address;
        Bind bind = Bind.parse(text);
        if (bind == null) {
            throw new ToxicException("an address and a port for listen, such as 127.0.0.1:7007");
        }
        return bind;
    }

    private static String host(Bind bind) {
        return switch (bind.host()) {
            case "localhost" -> "127.0.0.1";
            case "*" -> "0.0.0.0";
            default -> bind.host();
        };
    }

    private static CompletableFuture<Void> apart(Runnable task) {
        return CompletableFuture.runAsync(task, run -> {
            Thread thread = new Thread(run, "roost-listener");
            thread.setDaemon(true);
            thread.start();
        });
    }
}

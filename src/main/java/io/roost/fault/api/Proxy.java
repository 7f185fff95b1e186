package io.roost.fault.api;

import io.roost.fault.ActiveToxic;
import io.roost.toxic.NamedToxic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A listener as the API has it, which calls it a proxy. Admin loop only, once the server runs. */
final class Proxy {
    private final String name;
    private final Target target;
    private List<ActiveToxic> toxics = List.of();
    private int lastId;
    private boolean isEnabled;

    Proxy(String name, Target target, boolean isEnabled) {
        this.name = name;
        this.target = target;
        this.isEnabled = isEnabled;
    }

    String name() {
        return name;
    }

    Target target() {
        return target;
    }

    boolean isEnabled() {
        return isEnabled;
    }

    List<NamedToxic> toxics() {
        return toxics.stream().map(ActiveToxic::named).toList();
    }

    @Nullable
    NamedToxic toxic(String ofName) {
        return toxics().stream()
                .filter(toxic -> toxic.name().equals(ofName))
                .findFirst()
                .orElse(null);
    }

    /** Behind those that are there. */
    CompletableFuture<Void> add(NamedToxic toxic) {
        List<ActiveToxic> all = new ArrayList<>(toxics);
        all.add(new ActiveToxic(++lastId, 0, toxic));
        return set(all);
    }

    /** In the place of the one of its name. */
    CompletableFuture<Void> change(NamedToxic to) {
        return set(toxics.stream()
                .map(each -> each.named().name().equals(to.name()) ? each.changed(to) : each)
                .toList());
    }

    CompletableFuture<Void> remove(String ofName) {
        return set(toxics.stream()
                .filter(each -> !each.named().name().equals(ofName))
                .toList());
    }

    CompletableFuture<Void> removeAll() {
        return set(List.of());
    }

    private CompletableFuture<Void> set(List<ActiveToxic> all) {
        toxics = List.copyOf(all);
        return target.toxics().set(toxics);
    }

    /** Listens, if it does not. */
    CompletableFuture<Void> enable() {
        if (isEnabled) {
            return CompletableFuture.completedFuture(null);
        }
        return target.open().thenRun(() -> isEnabled = true);
    }

    /** Listens no more and closes all its connections, if it does. */
    CompletableFuture<Void> disable() {
        if (!isEnabled) {
            return CompletableFuture.completedFuture(null);
        }
        isEnabled = false;
        return target.close().thenCompose(closed -> target.toxics().disconnectAll());
    }
}

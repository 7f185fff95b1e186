package io.roost.fault.api;

import io.roost.fault.Draws;
import io.roost.metrics.ToxicFigures;
import io.roost.toxic.NamedToxic;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners with what spoils them. Admin loop only, once the server runs. */
public final class Proxies implements ToxicFigures {
    private static final Logger log = LoggerFactory.getLogger(Proxies.class);

    private final TreeMap<String, Proxy> byName = new TreeMap<>();
    private final Target.Maker maker;
    private final Draws draws;
    private long changes;
    private boolean isSeedKnown;

    /** None yet; {@code maker} makes further ones, and chance is drawn by {@code draws}. */
    public Proxies(Target.Maker maker, Draws draws) {
        this.maker = maker;
        this.draws = draws;
    }

    /** A listener that listens, and by what it is spoilt from the start. */
    public void begin(String name, Target target, List<NamedToxic> toxics) {
        Proxy proxy = new Proxy(name, target, true);
        byName.put(name, proxy);
        if (!toxics.isEmpty()) {
            tellSeed();
        }
        toxics.forEach(toxic -> {
            CompletableFuture<Void> unused = proxy.add(toxic);
        });
    }

    @Override
    public List<Share> shares() {
        return byName.values().stream()
                .map(proxy -> new Share(
                        proxy.name(),
                        proxy.toxics().stream().map(NamedToxic::toString).toList(),
                        proxy.target().toxics().spoilt()))
                .toList();
    }

    @Override
    public long changes() {
        return changes;
    }

    /** Once it matters. */
    void tellSeed() {
        if (!isSeedKnown) {
            isSeedKnown = true;
            log.info("chance in toxics is drawn from fault.seed {}", draws.seed());
        }
    }

    void changed() {
        changes++;
    }

    Collection<Proxy> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    @Nullable
    Proxy find(String name) {
        return byName.get(name);
    }

    void put(Proxy proxy) {
        byName.put(proxy.name(), proxy);
    }

    void remove(Proxy proxy) {
        byName.remove(proxy.name(), proxy);
    }

    Target.Maker maker() {
        return maker;
    }
}

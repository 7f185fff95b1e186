package io.roost.irc.command;

import io.roost.connection.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * The listings under way on a lane: each goes on by a step a turn.
 *
 * <p><b>Threading:</b> event loop only.
 */
final class Listings {
    private final Turn turn;
    private final List<Listing> listings = new ArrayList<>();

    Listings(Turn turn) {
        this.turn = turn;
    }

    /** Instead of the one that its session may have. */
    void begin(Listing listing) {
        if (listing.step()) {
            listings.add(listing);
            turn.wake();
        }
    }

    /** Ends the one that a session may have. */
    void end(IrcSession session) {
        listings.removeIf(one -> {
            if (one.session() != session) {
                return false;
            }
            one.end();
            return true;
        });
    }

    /** At the end of a turn. */
    void step() {
        if (listings.isEmpty()) {
            return;
        }
        listings.removeIf(one -> !one.step());
        spaceCame();
    }

    /** A client has read what waited for it. */
    void spaceCame() {
        for (int i = 0; i < listings.size(); i++) {
            if (!listings.get(i).waits()) {
                turn.wake();
                return;
            }
        }
    }
}

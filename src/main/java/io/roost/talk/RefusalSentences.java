package io.roost.talk;

import io.roost.chat.Refusal;

/** Refusals in words. */
final class RefusalSentences {
    private RefusalSentences() {}

    /** {@code what} is the name that was asked for. */
    static String of(Refusal refusal, String what) {
        return switch (refusal) {
            case BAD_NICK ->
                what + " can't be a name: letters, digits and -_[]\\`^{|} make one, a digit or - begins none,"
                        + " and it must not be too long.";
            case NICK_IN_USE -> what + " is taken.";
            case NO_SUCH_USER -> "Nobody here is called " + what + ".";
            case SHUNS_STRANGERS -> what + " takes messages only from those that are logged in.";
            case NO_SUCH_CHANNEL -> "There is no channel " + what + ".";
            case TOO_MANY_CHANNELS -> "You are in as many channels as one may be.";
            case INVITE_ONLY -> what + " is open only to those who are invited.";
            case BANNED -> "You are banned from " + what + ".";
            case BAD_KEY -> what + " has a key: /join " + what + " KEY";
            case FULL -> what + " is full.";
            case ACCOUNT_NEEDED -> what + " is open only to those that are logged in.";
            case NOT_A_MEMBER -> "You are not in " + what + ".";
            case THEY_ARE_NO_MEMBER -> "That one is not in " + what + ".";
            case RIGHTS_NEEDED -> "Only operators of " + what + " may do that.";
            case SILENCED -> "You may not speak in " + what + ".";
            case NO_CTCP -> what + " takes plain text only.";
        };
    }
}

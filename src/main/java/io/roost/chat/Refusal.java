package io.roost.chat;

/** Why a user did not get what it wanted; each protocol has words of its own for it. */
public enum Refusal {
    BAD_NICK,
    NICK_IN_USE,
    NO_SUCH_USER,
    /** Takes private messages of those alone that are logged in. */
    SHUNS_STRANGERS,

    NO_SUCH_CHANNEL,
    TOO_MANY_CHANNELS,
    INVITE_ONLY,
    BANNED,
    BAD_KEY,
    FULL,
    ACCOUNT_NEEDED,

    NOT_A_MEMBER,
    /** The other one is not in the channel. */
    THEY_ARE_NO_MEMBER,
    RIGHTS_NEEDED,
    SILENCED,
    NO_CTCP
}

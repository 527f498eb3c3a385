/** How long what signs a person in is good. */
export const signInTimes = {
  /** Days of a session, from its sign-in: using it does not extend it, which would be a write for each request. */
  sessionDays: 30,
  /** Days of an invite, unless its operator says otherwise. */
  inviteDays: 3,
  /** Days of an invite at most. */
  longestInviteDays: 30,
  /** Days of a personal token at most. */
  longestTokenDays: 366,
  /** Minutes in which an authenticator has to answer. */
  challengeMinutes: 5,
  /** Minutes in which a person signs in at an OpenID provider: by a password, and perhaps a second device. */
  oidcMinutes: 15,
  /** Seconds after which an ended session, a revoked token or a lost role has no effect any more, in any process. */
  lookupSeconds: 60,
  /**
   * Seconds for which a session or token is believed where no data of its owner is given: on /ops, which asks every second,
   * and for a WebSocket that connects again. Both would keep a sleeping database awake.
   */
  quietLookupSeconds: 3_600,
} as const;

/** Things that one person may have. Of sessions, the oldest ends when there is one more. */
export const mostPerPerson = { passkeys: 20, sessions: 50, personalTokens: 50 } as const;

/** The key pair by which push services know the platform (VAPID, RFC 8292), as the stack connections makes it. */
export const pushKeyPair = "push-key";

/** Browsers that one person may have notifications pushed to. */
export const mostPushSubscriptions = 10;

/** What signing in says, in English. */
export const signIn = {
  title: "Sign in",
  passkeyHint: "Your device checks that it is you: by a finger, your face or a PIN.",
  byPasskey: "Sign in with a passkey",
  byToken: "Use a token instead",
  tokenHint: "Paste your bearer token. It stays in this tab until you close it.",
  token: "Bearer token",
  tokenShape: "A personal token, or a JSON Web Token: three parts with a dot between them",
  submit: "Sign in",
  signOut: "Sign out",
  cancelled: "No passkey was used. Try again.",
  hasPasskey: "This device has a passkey for you already.",
  inviteTitle: "Welcome to Freehold",
  inviteHint: "This link is good once. Make a passkey with it: from then on you sign in with that.",
  makePasskey: "Make a passkey",
  noPasskeys: "This browser makes no passkey here. Open the link in a newer browser, by https and the platform's name.",
};

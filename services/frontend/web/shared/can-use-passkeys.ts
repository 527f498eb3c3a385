/** Whether this browser makes passkeys for this page: over HTTPS or on this machine, and never for an address. */
export const canUsePasskeys: boolean =
  isSecureContext && "PublicKeyCredential" in window && !/^[\d.]+$|^\[/.test(location.hostname);

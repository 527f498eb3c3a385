import { accountName } from "./account-name";
import { getAccount, getToken } from "./session";

/** Who uses the page, as far as the browser knows. What is kept for one person is shown to no other. */
export const person = (): string => accountName(getToken(), getAccount());

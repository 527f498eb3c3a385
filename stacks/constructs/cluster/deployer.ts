/** Whom a pipeline's certificate names. What it may do is in deployer-role.ts. */
export const deployer = { user: "freehold-deployer", group: "freehold-deployers" };

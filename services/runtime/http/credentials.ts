import { signInTimes } from "../../contracts/sign-in";
import { hashOfToken } from "../core/secret-token";
import type { Sql } from "../database/database";
import type { Identity } from "./auth";

/** Tokens that are remembered; where there are more, the oldest is looked up again. */
const mostRemembered = 10_000;

interface Row {
  id: string;
  ownerId: string;
  operator: boolean;
  expiresAt: Date;
  isReadOnly: boolean;
}

interface Lookup {
  at: number;
  found: Promise<Identity | undefined>;
}

/** A session has the roles that its person has now. */
const sessionByHash = `select s.id, s.owner_id as "ownerId", p.operator, s.expires_at as "expiresAt", false as "isReadOnly"
  from freehold.sessions s join freehold.people p using (owner_id) where s.token_hash = $1 and s.expires_at > now()`;

/** A personal token has no role: what it may do for a program is one person's own. */
const personalTokenByHash = `select id, owner_id as "ownerId", false as operator, expires_at as "expiresAt", scope = 'read' as "isReadOnly"
  from freehold.personal_tokens where token_hash = $1 and expires_at > now()`;

const statements = { session: sessionByHash, "personal-token": personalTokenByHash } as const;

/**
 * Finds whose a session or a personal token is. What was found is remembered for a short time, so that a page that asks for many
 * things costs one statement; what was not found never is.
 */
export class Credentials {
  private readonly remembered = new Map<string, Lookup>();

  constructor(
    private readonly sql: Pick<Sql, "query">,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * @param trustSeconds for how long what was found before is believed
   * @returns undefined for a token that is unknown, revoked or past its end
   */
  async find(
    by: keyof typeof statements,
    token: string,
    trustSeconds: number = signInTimes.lookupSeconds,
  ): Promise<Identity | undefined> {
    const hash = hashOfToken(token);
    const key = `${by} ${hash.toString("base64")}`;
    const known = this.remembered.get(key);
    const isFresh = known && this.now() - known.at < trustSeconds * 1_000;
    const lookup = isFresh ? known : { at: this.now(), found: this.lookUp(by, hash) };
    if (!isFresh) this.remember(key, lookup);
    let identity: Identity | undefined;
    try {
      identity = await lookup.found;
    } finally {
      if (!identity && this.remembered.get(key) === lookup) this.remembered.delete(key);
    }
    return identity?.expiresAt !== undefined && identity.expiresAt > this.now() ? identity : undefined;
  }

  /** Whether `find` asks the database now. */
  asks(by: keyof typeof statements, token: string, trustSeconds: number = signInTimes.lookupSeconds): boolean {
    const known = this.remembered.get(`${by} ${hashOfToken(token).toString("base64")}`);
    return !known || this.now() - known.at >= trustSeconds * 1_000;
  }

  /** To be called when sessions or tokens ended, or a role changed: this process looks all up again, others within `lookupSeconds`. */
  forget(): void {
    this.remembered.clear();
  }

  private async lookUp(by: keyof typeof statements, hash: Buffer): Promise<Identity | undefined> {
    const { rows } = await this.sql.query<Row & Record<string, unknown>>(statements[by], [hash]);
    const [row] = rows;
    if (!row) return undefined;
    const { id, ownerId, operator, expiresAt, isReadOnly } = row;
    return {
      ...{ ownerId, actor: ownerId, operator, expiresAt: expiresAt.getTime(), by, credentialId: id },
      ...(isReadOnly && { isReadOnly }),
    };
  }

  private remember(key: string, lookup: Lookup): void {
    this.remembered.delete(key);
    this.remembered.set(key, lookup);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > mostRemembered && oldest !== undefined) this.remembered.delete(oldest);
  }
}

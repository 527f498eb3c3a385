// Generated from the OpenAPI document: npm run generate -w packages/client

export interface paths {
    "/api/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete all that is yours
         * @description Export it first: this can't be undone. Send it again after a failure, and it goes on. Tokens that name the account stay valid, since another service signs them.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Name of the account: ownerId of its tasks */
                        confirm: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Rows that this request deleted */
                            deleted: {
                                calendarFeeds: number;
                                deletedTasks: number;
                                idempotencyKeys: number;
                                invites: number;
                                lists: number;
                                notificationAddresses: number;
                                notificationPreferences: number;
                                notifications: number;
                                passkeys: number;
                                people: number;
                                personalTokens: number;
                                pushSubscriptions: number;
                                sessions: number;
                                signInChallenges: number;
                                tasks: number;
                            };
                            /** @description What stays for a while, and why */
                            stays: {
                                /** @description For which it stays at most */
                                days: number;
                                what: string;
                                why: string;
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar-feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your calendar feeds, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a calendar feed
         * @description Its address is in this answer only. Without an Idempotency-Key: the address would have to be stored.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /**
                             * Format: uri
                             * @description Address for your calendar program. Everyone who has it can read your open tasks; it is not shown again
                             */
                            url: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar-feeds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a calendar feed: its address is dead at once */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is revoked */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List dead letters, newest first */
        get: {
            parameters: {
                query?: {
                    code?: string;
                    consumer?: string;
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    /** @description The error of a group, as groups name it */
                    error?: string;
                    limit?: number;
                    /** @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z */
                    since?: string;
                    status?: "dead" | "replaying" | "replayed" | "discarded";
                    /** @description The task id */
                    subject?: string;
                    /** @description Part of the reason, in any case */
                    text?: string;
                    topic?: string;
                    type?: string;
                    /** @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z */
                    until?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                actor: string | null;
                                code: string;
                                consumer: string;
                                /** Format: date-time */
                                deadAt: string;
                                discardedAt: string | null;
                                discardedBy: string | null;
                                discardReason: string | null;
                                event: unknown;
                                eventId: string;
                                /** Format: date-time */
                                firstFailedAt: string;
                                /** Format: uuid */
                                id: string;
                                ownerId: string | null;
                                reason: string;
                                replayable: boolean;
                                replayedAt: string | null;
                                retries: number;
                                /** @enum {string} */
                                status: "dead" | "replaying" | "replayed" | "discarded";
                                subject: string | null;
                                topic: string;
                                type: string | null;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a dead letter, with what its event breaks of its schema */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actor: string | null;
                            code: string;
                            consumer: string;
                            /** Format: date-time */
                            deadAt: string;
                            discardedAt: string | null;
                            discardedBy: string | null;
                            discardReason: string | null;
                            event: unknown;
                            eventId: string;
                            /** Format: date-time */
                            firstFailedAt: string;
                            /** Format: uuid */
                            id: string;
                            ownerId: string | null;
                            reason: string;
                            replayable: boolean;
                            replayedAt: string | null;
                            retries: number;
                            /** @description What is wrong with the event by the schema of its type in this release */
                            schemaErrors: {
                                message: string;
                                /** @description As data.task.title; empty for the whole event */
                                path: string;
                            }[];
                            /** @enum {string} */
                            status: "dead" | "replaying" | "replayed" | "discarded";
                            subject: string | null;
                            topic: string;
                            type: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up on a dead letter, with a reason
         * @description Who discarded it, when and why stays with it for as long as dead letters are kept.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Why it is given up */
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actor: string | null;
                            code: string;
                            consumer: string;
                            /** Format: date-time */
                            deadAt: string;
                            discardedAt: string | null;
                            discardedBy: string | null;
                            discardReason: string | null;
                            event: unknown;
                            eventId: string;
                            /** Format: date-time */
                            firstFailedAt: string;
                            /** Format: uuid */
                            id: string;
                            ownerId: string | null;
                            reason: string;
                            replayable: boolean;
                            replayedAt: string | null;
                            retries: number;
                            /** @enum {string} */
                            status: "dead" | "replaying" | "replayed" | "discarded";
                            subject: string | null;
                            topic: string;
                            type: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a dead letter to its consumer again
         * @description The consumer applies it once, however often it is replayed.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actor: string | null;
                            code: string;
                            consumer: string;
                            /** Format: date-time */
                            deadAt: string;
                            discardedAt: string | null;
                            discardedBy: string | null;
                            discardReason: string | null;
                            event: unknown;
                            eventId: string;
                            /** Format: date-time */
                            firstFailedAt: string;
                            /** Format: uuid */
                            id: string;
                            ownerId: string | null;
                            reason: string;
                            replayable: boolean;
                            replayedAt: string | null;
                            retries: number;
                            /** @enum {string} */
                            status: "dead" | "replaying" | "replayed" | "discarded";
                            subject: string | null;
                            topic: string;
                            type: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/batch/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard the dead letters of a filter, with a reason
         * @description A request changes up to 50, oldest first, each in a transaction of its own: send nextCursor as cursor until it is null.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description nextCursor of the page before */
                        cursor?: string;
                        /**
                         * @description Change nothing, and say which dead letters are meant
                         * @default false
                         */
                        dryRun?: boolean;
                        filter: {
                            code?: string;
                            consumer?: string;
                            /** @description The error of a group, as groups name it */
                            error?: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z
                             */
                            since?: string;
                            /** @description The task id */
                            subject?: string;
                            /** @description Part of the reason, in any case */
                            text?: string;
                            topic?: string;
                            type?: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z
                             */
                            until?: string;
                        };
                        /** @description Why it is given up */
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description null after the last batch. A batch may be empty before that */
                            nextCursor: string | null;
                            outcomes: {
                                /** Format: uuid */
                                id: string;
                                outcome: string;
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/batch/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay the dead letters of a filter
         * @description A request changes up to 50, oldest first, each in a transaction of its own: send nextCursor as cursor until it is null.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description nextCursor of the page before */
                        cursor?: string;
                        /**
                         * @description Change nothing, and say which dead letters are meant
                         * @default false
                         */
                        dryRun?: boolean;
                        filter: {
                            code?: string;
                            consumer?: string;
                            /** @description The error of a group, as groups name it */
                            error?: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z
                             */
                            since?: string;
                            /** @description The task id */
                            subject?: string;
                            /** @description Part of the reason, in any case */
                            text?: string;
                            topic?: string;
                            type?: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z
                             */
                            until?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description null after the last batch. A batch may be empty before that */
                            nextCursor: string | null;
                            outcomes: {
                                /** Format: uuid */
                                id: string;
                                outcome: string;
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/batch/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read what became of dead letters
         * @description Changes nothing. After a replay: replaying, then replayed, or dead when the event has failed again.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Those that are there, in any order */
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                status: "dead" | "replaying" | "replayed" | "discarded";
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count dead letters by consumer, type and error */
        get: {
            parameters: {
                query?: {
                    code?: string;
                    consumer?: string;
                    /** @description The error of a group, as groups name it */
                    error?: string;
                    /** @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z */
                    since?: string;
                    status?: "dead" | "replaying" | "replayed" | "discarded";
                    /** @description The task id */
                    subject?: string;
                    /** @description Part of the reason, in any case */
                    text?: string;
                    topic?: string;
                    type?: string;
                    /** @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z */
                    until?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Whether all dead letters were looked at, and all groups are listed */
                            complete: boolean;
                            groups: {
                                code: string;
                                consumer: string;
                                count: number;
                                /** @description The reason without ids and numbers */
                                error: string;
                                /** Format: date-time */
                                newestAt: string;
                                /** Format: uuid */
                                newestId: string;
                                /** Format: date-time */
                                oldestAt: string;
                                /** @description Of these, how many a replay sends again: events that failed within 96 hours */
                                replayable: number;
                                type: string | null;
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export all your tasks and lists
         * @description Oldest first, while you read. What changes meanwhile is as it was when its turn came. POST /api/import takes json, with all but snoozes and your own order. ics has a VTODO for each task, csv is for spreadsheets.
         */
        get: {
            parameters: {
                query?: {
                    format?: "json" | "csv" | "ics";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            exportedAt: string;
                            /** @enum {string} */
                            format: "freehold";
                            lists: {
                                [key: string]: unknown;
                            }[];
                            tasks: {
                                [key: string]: unknown;
                            }[];
                            version: number;
                        };
                        "text/calendar": string;
                        "text/csv": string;
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import tasks from a file
         * @description A bad file is refused whole, with the line of each problem. A task that you have already is not made again, so the same file may be sent twice, or again after a failure. It is refused before anything is written when its tasks pass a quota.
         */
        post: {
            parameters: {
                query: {
                    /** @description true: answer what would be made, and make nothing */
                    dryRun?: "true" | "false";
                    format: "json" | "ics" | "todoist-csv";
                    /** @description IANA time zone of dates that name none */
                    timeZone?: string;
                };
                header?: {
                    /** @description Makes a repeated request create one task only */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            /** @description A file: iCalendar, CSV of Todoist, or JSON as GET /api/export writes it, version 1 */
            requestBody: {
                content: {
                    "application/json": unknown;
                    "text/calendar": unknown;
                    "text/csv": unknown;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Tasks that were made; of a dry run, that would be */
                            created: number;
                            dryRun: boolean;
                            /** @description Tasks of the file that you have already */
                            existing: number;
                            /** @description Names of the lists that were made; of a dry run, that would be */
                            lists: string[];
                            /** @description What is left out, up to 100 */
                            notes: {
                                /**
                                 * @description What is said, for programs; a release may add some
                                 * @enum {string}
                                 */
                                code: "MONTHS_WITHOUT_DAY" | "YEARS_WITHOUT_29_FEBRUARY" | "MONTHS_WITHOUT_FIFTH" | "YEARS_WITHOUT_FIFTH" | "EVERY_OTHER_WEEK" | "TIME_LEFT_OUT" | "TIME_TWICE" | "CLOCKS_CHANGE" | "NO_TASK" | "CANCELLED" | "SINGLE_DATES_LEFT_OUT" | "SECTION_LEFT_OUT" | "SUBTASK_ALONE";
                                line: number;
                                message: string;
                                values?: {
                                    [key: string]: string | number;
                                };
                            }[];
                            /** @description The first 50 tasks that a dry run would make */
                            tasks: {
                                dueAt: string | null;
                                /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                                dueOn?: {
                                    /**
                                     * Format: date
                                     * @description As 2026-12-24
                                     */
                                    date: string;
                                    /** @description IANA time zone in which the day begins and ends */
                                    timeZone: string;
                                };
                                recurrence: {
                                    /**
                                     * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                     * @enum {string}
                                     */
                                    catchUp?: "all" | "next";
                                    /**
                                     * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                     * @enum {string}
                                     */
                                    from?: "schedule" | "completion";
                                    /** @description RFC 5545 recurrence rule, without DTSTART */
                                    rrule: string;
                                    /** @description IANA time zone in which the rule is read */
                                    timeZone: string;
                                } | null;
                                /** @enum {string} */
                                status: "open" | "completed";
                                tags: string[];
                                title: string;
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The Idempotency-Key stands for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Use an invite up: it registers a passkey, and the answer sets the cookie of a session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        response: {
                            /** @default {} */
                            clientExtensionResults?: Record<string, never>;
                            id: string;
                            rawId: string;
                            response: {
                                attestationObject: string;
                                clientDataJSON: string;
                                transports?: string[];
                            };
                            /** @enum {string} */
                            type: "public-key";
                        };
                        /** @description What follows # in the link */
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Name of the account */
                            ownerId: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to register a passkey by an invite */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What follows # in the link */
                        token: string;
                    };
                };
            };
            responses: {
                /** @description For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your lists, in their order
         * @description The default list is not among them: it holds the tasks whose listId is null, and needs no request.
         */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description As #1a7f37 */
                                colour: string | null;
                                /**
                                 * Format: date-time
                                 * @description UTC instant, ISO 8601
                                 */
                                createdAt: string;
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @description Lists with smaller numbers come first; the mean of two is between them */
                                order: number;
                                ownerId: string;
                                /**
                                 * Format: date-time
                                 * @description UTC instant, ISO 8601
                                 */
                                updatedAt: string;
                                /** @description Counts the changes of this list, from 1 */
                                version: number;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Create a list */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeated request create one list only */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        colour?: string | null;
                        name: string;
                        /** @description Lists with smaller numbers come first; the mean of two is between them */
                        order?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        /** @description Path of what is new */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description As #1a7f37 */
                            colour: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description Lists with smaller numbers come first; the mean of two is between them */
                            order: number;
                            ownerId: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this list, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The Idempotency-Key stands for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a list */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you have; 304 while it is the same */
                    "if-none-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description As #1a7f37 */
                            colour: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description Lists with smaller numbers come first; the mean of two is between them */
                            order: number;
                            ownerId: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this list, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description You have it already */
                304: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a list; no task is deleted with it
         * @description A list with tasks is refused with 409 and their number. With tasks=move, a request moves up to 200 tasks to your default list, each as a change of its own.
         */
        delete: {
            parameters: {
                query?: {
                    /** @description Move its tasks to your default list first; without it they keep the list */
                    tasks?: "move";
                };
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Some of its tasks are moved: send the request again until it answers 204 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Tasks that the list still has */
                            left: number;
                        };
                    };
                };
                /** @description It is deleted */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a list */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        colour?: string | null;
                        name?: string;
                        /** @description Lists with smaller numbers come first; the mean of two is between them */
                        order?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description As #1a7f37 */
                            colour: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description Lists with smaller numbers come first; the mean of two is between them */
                            order: number;
                            ownerId: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this list, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notifications, newest first
         * @description They outlive their task, and are deleted after the time that notifications are kept.
         */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                    unread?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                dueAt: string | null;
                                /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                                dueOn?: {
                                    /**
                                     * Format: date
                                     * @description As 2026-12-24
                                     */
                                    date: string;
                                    /** @description IANA time zone in which the day begins and ends */
                                    timeZone: string;
                                };
                                /** Format: uuid */
                                id: string;
                                minutesBefore: number;
                                /** @description When you marked it as read */
                                readAt: string | null;
                                /**
                                 * Format: date-time
                                 * @description When the reminder was due
                                 */
                                remindAt: string;
                                /** @description Whether you had asked to be reminded once more at that time */
                                snoozed: boolean;
                                /** Format: uuid */
                                taskId: string;
                                /** @description Title of the task at the time of the reminder */
                                title: string;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                            /** @description How many are unread, on all pages; 1000 for as many or more */
                            unread: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a notification as read
         * @description Reading it a second time changes nothing.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            minutesBefore: number;
                            /** @description When you marked it as read */
                            readAt: string | null;
                            /**
                             * Format: date-time
                             * @description When the reminder was due
                             */
                            remindAt: string;
                            /** @description Whether you had asked to be reminded once more at that time */
                            snoozed: boolean;
                            /** Format: uuid */
                            taskId: string;
                            /** @description Title of the task at the time of the reminder */
                            title: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Snooze a notification: it is read, and comes again
         * @description Reminds once more, at that time. A task has one such reminder: another snooze moves it, an edit leaves it, and completing or deleting the task withdraws it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description From now */
                        minutes?: number;
                        /** @description null: not any more */
                        until?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read where your e-mails and webhooks go
         * @description Null: where the operator says.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string | null;
                            /** @description Used once the code that was sent to it has come back */
                            emailToConfirm: string | null;
                            /** @description Of its URL, which may hold a token and is in no answer */
                            webhookHost: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/addresses/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask for your notifications at an e-mail address of yours
         * @description A code of 8 digits is sent to it, good for 60 minutes. At most one in 60 seconds.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string | null;
                            /** @description Used once the code that was sent to it has come back */
                            emailToConfirm: string | null;
                            /** @description Of its URL, which may hold a token and is in no answer */
                            webhookHost: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Have your notifications by email go where the operator says again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description They do */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/addresses/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm your e-mail address by the code that was sent to it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string | null;
                            /** @description Used once the code that was sent to it has come back */
                            emailToConfirm: string | null;
                            /** @description Of its URL, which may hold a token and is in no answer */
                            webhookHost: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/addresses/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Have your notifications posted to a URL of yours
         * @description Where the operator has set up the channel.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description On port 443 of a public host */
                        url: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string | null;
                            /** @description Used once the code that was sent to it has come back */
                            emailToConfirm: string | null;
                            /** @description Of its URL, which may hold a token and is in no answer */
                            webhookHost: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Have your notifications by webhook go where the operator says again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description They do */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how you are notified
         * @description E-mail and webhook are those that the operator has set up.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: boolean;
                            /** @description Listed, and shown on open pages; at once, in quiet hours too */
                            inApp: boolean;
                            /** @description In the browsers that you have subscribed */
                            push: boolean;
                            quietHours: {
                                /** @description Local time, as 22:00 */
                                from: string;
                                timeZone: string;
                                /** @description Local time, as 22:00 */
                                until: string;
                            } | null;
                            webhook: boolean;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Change how you are notified */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: boolean;
                        /** @description Listed, and shown on open pages; at once, in quiet hours too */
                        inApp: boolean;
                        /** @description Left out: as it is */
                        push?: boolean;
                        /** @description All but inApp wait for their end; from 22:00 until 07:00 goes over midnight */
                        quietHours: {
                            /** @description Local time, as 22:00 */
                            from: string;
                            /** @description IANA time zone in which the rule is read */
                            timeZone: string;
                            /** @description Local time, as 22:00 */
                            until: string;
                        } | null;
                        webhook: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: boolean;
                            /** @description Listed, and shown on open pages; at once, in quiet hours too */
                            inApp: boolean;
                            /** @description In the browsers that you have subscribed */
                            push: boolean;
                            quietHours: {
                                /** @description Local time, as 22:00 */
                                from: string;
                                timeZone: string;
                                /** @description Local time, as 22:00 */
                                until: string;
                            } | null;
                            webhook: boolean;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a notification and all older ones as read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description The newest notification that you have seen
                         */
                        upTo: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Whether older ones are left, after 1000: ask again */
                            more: boolean;
                            /** @description How many were unread */
                            read: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test by e-mail or webhook
         * @description At once, in quiet hours too. A channel that the operator has not set up sends no message.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        channel: "webhook" | "email";
                    };
                };
            };
            responses: {
                /** @description It is on its way */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operator/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find events, newest first
         * @description The first page also has events that are not in the history: on their way, parked, dead letters.
         */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    id?: string;
                    limit?: number;
                    owner?: string;
                    /** @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z */
                    since?: string;
                    /** @description The task id; of freehold.dead-letter.added.v1 the dead letter's id */
                    task?: string;
                    trace?: string;
                    type?: string;
                    /** @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z */
                    until?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                actor: string;
                                /** Format: date-time */
                                at: string;
                                /** @description The event whose consumer wrote this one */
                                causedBy: string | null;
                                /** @enum {string} */
                                foundIn: "history" | "log" | "outbox" | "parked" | "dead letters";
                                /** Format: uuid */
                                id: string;
                                ownerId: string;
                                subject: string;
                                /** @description null where the place that has the event does not keep it */
                                traceId: string | null;
                                type: string;
                            }[];
                            /** @description Whether more events that the history lacks may match: narrow the filter */
                            leftOut: boolean;
                            /** @description null on the last page */
                            nextCursor: string | null;
                            /** @description How far back the search has looked; null: to the end. A page may be short, or empty, before that */
                            searchedTo: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operator/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow one event from its request to each consumer
         * @description What no table records is null, or named in notKnown.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The event whole; missing where only its history is left */
                            envelope?: unknown;
                            event: {
                                actor: string;
                                /** Format: date-time */
                                at: string;
                                /** @description The event whose consumer wrote this one */
                                causedBy: string | null;
                                /** @enum {string} */
                                foundIn: "history" | "log" | "outbox" | "parked" | "dead letters";
                                /** Format: uuid */
                                id: string;
                                ownerId: string;
                                subject: string;
                                /** @description null where the place that has the event does not keep it */
                                traceId: string | null;
                                type: string;
                            };
                            notKnown: string[];
                            steps: {
                                /** @description null where no table records the time */
                                at: string | null;
                                what: string;
                                where: string;
                            }[];
                            topic: string | null;
                            trace: {
                                complete: boolean;
                                events: {
                                    actor: string;
                                    /** Format: date-time */
                                    at: string;
                                    /** @description The event whose consumer wrote this one */
                                    causedBy: string | null;
                                    /** @description Causes above it in the tree */
                                    depth: number;
                                    /** @enum {string} */
                                    foundIn: "history" | "log" | "outbox" | "parked" | "dead letters";
                                    /** Format: uuid */
                                    id: string;
                                    ownerId: string;
                                    subject: string;
                                    /** @description null where the place that has the event does not keep it */
                                    traceId: string | null;
                                    type: string;
                                }[];
                                id: string | null;
                            };
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operator/ops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See services, topics and consumers as they are now
         * @description Reads no database. Poll it once a second.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            at: string;
                            consumers: {
                                appliedPerSecond: number;
                                inFlight: number;
                                /** @description Events on the broker that it has not acknowledged; null without a broker */
                                lagEvents: number | null;
                                /** @description Age of the oldest event in hand */
                                lagSeconds: number;
                                name: string;
                                /** @description Of the last ten minutes */
                                newDeadLetters: number;
                                /** @description When the next parked event is due */
                                nextDueAt: string | null;
                                /** @description null where nothing was measured */
                                p50Seconds: number | null;
                                /** @description null where nothing was measured */
                                p99Seconds: number | null;
                                parked: number;
                                /** @description Up to 10, those due first; null where only the database knows them */
                                parkedEvents: {
                                    /** @description The parked event with that sequence; null if it has not arrived */
                                    awaitedEventId: string | null;
                                    /** @description The sequence that its task needs next; null for a retry */
                                    awaitedSequence: number | null;
                                    /**
                                     * Format: date-time
                                     * @description Of one that waits for its predecessor: when it no longer does
                                     */
                                    dueAt: string;
                                    error: string | null;
                                    eventId: string;
                                    failures: number;
                                    /** @enum {string} */
                                    reason: "retry" | "predecessor";
                                    sequence: number;
                                    subject: string;
                                    topic: string;
                                    type: string;
                                }[] | null;
                                sideEffects: {
                                    inFlight: number;
                                    /** @description Age of the oldest event in hand */
                                    lagSeconds: number;
                                    name: string;
                                    /** @description When the next parked event is due */
                                    nextDueAt: string | null;
                                    parked: number;
                                    /** @description Up to 10, those due first; null where only the database knows them */
                                    parkedEvents: {
                                        /** @description The parked event with that sequence; null if it has not arrived */
                                        awaitedEventId: string | null;
                                        /** @description The sequence that its task needs next; null for a retry */
                                        awaitedSequence: number | null;
                                        /**
                                         * Format: date-time
                                         * @description Of one that waits for its predecessor: when it no longer does
                                         */
                                        dueAt: string;
                                        error: string | null;
                                        eventId: string;
                                        failures: number;
                                        /** @enum {string} */
                                        reason: "retry" | "predecessor";
                                        sequence: number;
                                        subject: string;
                                        topic: string;
                                        type: string;
                                    }[] | null;
                                    states: ("down" | "partly-down" | "slow" | "retrying" | "waiting" | "dead-letters")[];
                                    /** @description Of the parked events, those that wait for their predecessor */
                                    waiting: number;
                                }[];
                                states: ("down" | "partly-down" | "slow" | "retrying" | "waiting" | "dead-letters")[];
                                topics: {
                                    /** @enum {string} */
                                    delivery: "shared" | "broadcast";
                                    name: string;
                                }[];
                                /** @description Of the parked events, those that wait for their predecessor */
                                waiting: number;
                            }[];
                            database: {
                                connections: {
                                    [key: string]: number;
                                };
                                lastUsedAt: string | null;
                                /** @description null where nothing was measured */
                                roundTripP50Seconds: number | null;
                                /** @description null where nothing was measured */
                                roundTripP99Seconds: number | null;
                                /**
                                 * @description asleep: no process has used it for five minutes
                                 * @enum {string}
                                 */
                                state: "awake" | "asleep" | "unknown";
                            };
                            freeTier: {
                                resource: string;
                                /** @description Share, 0 to 1 */
                                used: number;
                            }[];
                            outbox: {
                                /** @description Batches in an hour */
                                refused: number;
                                relayedPerSecond: number;
                            };
                            promises: {
                                holds: boolean | null;
                                /** @enum {string} */
                                id: "relayed" | "once" | "order" | "applied" | "prompt" | "reminders" | "services";
                                /** @description Of a promise about time: what it promises */
                                limitSeconds?: number;
                                promise: string;
                                says: string;
                                /** @description What says is about: a count, or seconds; null where nothing was measured */
                                value: number | null;
                            }[];
                            scheduler: {
                                /** @description null where nothing was measured */
                                latenessP99Seconds: number | null;
                                nextReminderAt: string | null;
                            };
                            services: {
                                /** @description Replicas that do not answer: killed, cut off, or not up yet */
                                gone: number;
                                name: string;
                                publishes: string[];
                                /** @description Replicas that answer */
                                replicas: number;
                                /** @description When the newest replica started; null where none says */
                                startedAt: string | null;
                                /**
                                 * @description down: no replica answers; elsewhere: in another process, of which this one knows nothing
                                 * @enum {string}
                                 */
                                state: "ready" | "partly ready" | "not ready" | "down" | "elsewhere";
                                versions: string[];
                                /** @description Events that it writes to the outbox */
                                writtenPerSecond: number;
                            }[];
                            /** @enum {string} */
                            source: "process" | "prometheus";
                            topics: {
                                name: string;
                                relayedPerSecond: number;
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operator/ops/consumers/{consumer}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plot the last hour of a consumer
         * @description Reads no database.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    consumer: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The last hour, oldest first */
                            points: {
                                appliedPerSecond: number;
                                /** Format: date-time */
                                at: string;
                                /** @description null where nothing was measured */
                                p50Seconds: number | null;
                                /** @description null where nothing was measured */
                                p99Seconds: number | null;
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operator/ops/consumers/{consumer}/parked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the parked events of a consumer, those due first
         * @description Wakes a database that sleeps. A side effect is named as notification%2Fwebhook.
         */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    consumer: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description The parked event with that sequence; null if it has not arrived */
                                awaitedEventId: string | null;
                                /** @description The sequence that its task needs next; null for a retry */
                                awaitedSequence: number | null;
                                /**
                                 * Format: date-time
                                 * @description Of one that waits for its predecessor: when it no longer does
                                 */
                                dueAt: string;
                                error: string | null;
                                eventId: string;
                                failures: number;
                                /** @enum {string} */
                                reason: "retry" | "predecessor";
                                sequence: number;
                                subject: string;
                                topic: string;
                                type: string;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operator/ops/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what only the database knows
         * @description Wakes a database that sleeps: size, outbox, parked events, dead letters, the next reminder.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description false: more than 10,000 of something, and the rest is not counted */
                            complete: boolean;
                            database: {
                                bytes: number;
                                planBytes: number;
                            };
                            deadLetters: {
                                consumer: string;
                                count: number;
                            }[];
                            nextReminderAt: string | null;
                            outbox: number;
                            parked: {
                                consumer: string;
                                count: number;
                                /** Format: date-time */
                                nextDueAt: string;
                                waiting: number;
                            }[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your passkeys, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: uuid */
                                id: string;
                                lastUsedAt: string | null;
                                name: string;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Register another passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        response: {
                            /** @default {} */
                            clientExtensionResults?: Record<string, never>;
                            id: string;
                            rawId: string;
                            response: {
                                attestationObject: string;
                                clientDataJSON: string;
                                transports?: string[];
                            };
                            /** @enum {string} */
                            type: "public-key";
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: uuid */
                            id: string;
                            lastUsedAt: string | null;
                            name: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a passkey, and end the other sessions that it began */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is revoked */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a passkey */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: uuid */
                            id: string;
                            lastUsedAt: string | null;
                            name: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to register another passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/personal-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your personal tokens, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /**
                                 * @description write: reads, too
                                 * @enum {string}
                                 */
                                scope: "read" | "write";
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a bearer token for a program
         * @description The token is in this answer only. Without an Idempotency-Key: it would have to be stored.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When it ends, at most 366 days from now
                         */
                        expiresAt: string;
                        name: string;
                        /**
                         * @description write: reads, too
                         * @enum {string}
                         */
                        scope: "read" | "write";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /**
                             * @description write: reads, too
                             * @enum {string}
                             */
                            scope: "read" | "write";
                            token: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/personal-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a personal token
         * @description It is refused within 60 seconds.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is revoked */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the browsers that show your notifications, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            /** @description applicationServerKey to subscribe with; null: the platform pushes nothing */
                            publicKey: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Show your notifications in a browser
         * @description The same browser again is renewed. Up to 10. Its address and keys are in no answer.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Address at the browser's push service, on port 443 of a public host */
                        endpoint: string;
                        keys: {
                            /** @description Secret of the browser */
                            auth: string;
                            /** @description Public key of the browser */
                            p256dh: string;
                        };
                        /** @description What you know the browser by */
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push-subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Tell the new address of a browser
         * @description For its service worker, when the browser renews the subscription. The old address is forgotten.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Address at the browser's push service, on port 443 of a public host */
                        endpoint: string;
                        keys: {
                            /** @description Secret of the browser */
                            auth: string;
                            /** @description Public key of the browser */
                            p256dh: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Show no more notifications in a browser */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push-subscriptions/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test to a browser
         * @description At once, in quiet hours too.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is on its way */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quick-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a task from words, or preview it
         * @description Takes due date, repetition, reminders, #tags and !priority from the text. The rest is the title; words in double quotes stay in it. The task is checked like one of POST /api/tasks, and a refusal names its field.
         */
        post: {
            parameters: {
                query?: {
                    /** @description true: answer what would be created, and create nothing */
                    preview?: "true" | "false";
                };
                header?: {
                    /** @description Makes a repeated request create one task only */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description When the task is due if the text names no date. Default: never
                         * @enum {string}
                         */
                        dueIfNone?: "today";
                        /**
                         * @description Languages that the text may be in, the likelier first
                         * @default [
                         *       "en"
                         *     ]
                         */
                        languages?: ("en" | "de")[];
                        /** @description null: your default list */
                        listId?: string | null;
                        /**
                         * Format: date-time
                         * @description When the text was written, if that was earlier: “tomorrow” is the day after it. The Idempotency-Key does not cover it
                         */
                        saidAt?: string;
                        /** @description Tags beside those of the text */
                        tags?: string[];
                        /** @description A task in words, as: pay rent every month on the 1st 9am #home !high remind 1h before */
                        text: string;
                        /** @description IANA time zone of the owner, in which dates and times are read */
                        timeZone: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The first three due dates; of whole days, their last seconds */
                            dates: string[];
                            /** @description What clock changes and short months do to the dates */
                            notes: {
                                /**
                                 * @description What is said, for programs; a release may add some
                                 * @enum {string}
                                 */
                                code: "MONTHS_WITHOUT_DAY" | "YEARS_WITHOUT_29_FEBRUARY" | "MONTHS_WITHOUT_FIFTH" | "YEARS_WITHOUT_FIFTH" | "EVERY_OTHER_WEEK" | "TIME_LEFT_OUT" | "TIME_TWICE" | "CLOCKS_CHANGE" | "NO_TASK" | "CANCELLED" | "SINGLE_DATES_LEFT_OUT" | "SECTION_LEFT_OUT" | "SUBTASK_ALONE";
                                message: string;
                                values?: {
                                    [key: string]: string | number;
                                };
                            }[];
                            /** @description Which part of the text became what, in UTF-16 code units; the rest is the title */
                            spans: {
                                end: number;
                                /** @enum {string} */
                                kind: "tag" | "priority" | "reminder" | "repeat" | "until" | "due";
                                start: number;
                            }[];
                            task: {
                                dueAt: string | null;
                                /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                                dueOn?: {
                                    /**
                                     * Format: date
                                     * @description As 2026-12-24
                                     */
                                    date: string;
                                    /** @description IANA time zone in which the day begins and ends */
                                    timeZone: string;
                                };
                                /** @enum {string} */
                                priority: "low" | "medium" | "high";
                                recurrence: {
                                    /**
                                     * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                     * @enum {string}
                                     */
                                    catchUp?: "all" | "next";
                                    /**
                                     * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                     * @enum {string}
                                     */
                                    from?: "schedule" | "completion";
                                    /** @description RFC 5545 recurrence rule, without DTSTART */
                                    rrule: string;
                                    /** @description IANA time zone in which the rule is read */
                                    timeZone: string;
                                } | null;
                                reminders: {
                                    minutesBefore: number;
                                }[];
                                tags: string[];
                                title: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        /** @description Path of what is new */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The Idempotency-Key stands for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your sessions, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description What the browser says of itself: its User-Agent */
                                browser: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Whether it is the one that asks */
                                current: boolean;
                                /** Format: date-time */
                                expiresAt: string;
                                /** Format: uuid */
                                id: string;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description Its browser is signed out within 60 seconds.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It has ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out: end the session that asks */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It has ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey: the answer sets the cookie of a session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        response: {
                            /** @default {} */
                            clientExtensionResults?: Record<string, never>;
                            id: string;
                            rawId: string;
                            response: {
                                authenticatorData: string;
                                clientDataJSON: string;
                                signature: string;
                                userHandle?: string;
                            };
                            /** @enum {string} */
                            type: "public-key";
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Name of the account */
                            ownerId: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask which OpenID provider signs in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description null: none */
                            name: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Begin to sign in with the OpenID provider
         * @description The answer sets a cookie; the browser then goes to the address.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uri */
                            url: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/oidc/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with the OpenID provider's answer: it sets the cookie of a session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What the provider added to the address of /sign-in */
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Name of the account */
                            ownerId: string;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to sign in with a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your tasks, newest first unless sort says otherwise */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    /** @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z */
                    dueAfter?: string;
                    /** @description ISO 8601 instant with an offset, as 2027-03-13T14:00:00Z */
                    dueBefore?: string;
                    limit?: number;
                    /** @description Id of a list, or default */
                    list?: string | "default";
                    priority?: "low" | "medium" | "high";
                    /** @description Part of the title, the description or a tag, in any case */
                    search?: string;
                    /** @description Default: created, the newest first */
                    sort?: "created" | "due" | "priority" | "manual";
                    status?: "open" | "completed";
                    tag?: string;
                    /** @description IANA time zone in which a view has its days */
                    timeZone?: string;
                    /** @description Open tasks by their due date; needs timeZone */
                    view?: "today" | "upcoming" | "overdue" | "noDate";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                checklist: {
                                    done: boolean;
                                    /** Format: uuid */
                                    id: string;
                                    text: string;
                                }[];
                                completedAt: string | null;
                                /**
                                 * Format: date-time
                                 * @description UTC instant, ISO 8601
                                 */
                                createdAt: string;
                                description: string | null;
                                dueAt: string | null;
                                /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                                dueOn?: {
                                    /**
                                     * Format: date
                                     * @description As 2026-12-24
                                     */
                                    date: string;
                                    /** @description IANA time zone in which the day begins and ends */
                                    timeZone: string;
                                };
                                /** Format: uuid */
                                id: string;
                                /** @description null: your default list */
                                listId: string | null;
                                occurrence: {
                                    /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                    localTime: string;
                                    /** Format: uuid */
                                    seriesId: string;
                                    /** @description Local date and time of the first occurrence, without a zone */
                                    seriesStart: string;
                                } | null;
                                ownerId: string;
                                /** @description Place in your own order (sort=manual): the greatest comes first */
                                position: string;
                                /** @enum {string} */
                                priority: "low" | "medium" | "high";
                                recurrence: {
                                    /**
                                     * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                     * @enum {string}
                                     */
                                    catchUp?: "all" | "next";
                                    /**
                                     * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                     * @enum {string}
                                     */
                                    from?: "schedule" | "completion";
                                    /** @description RFC 5545 recurrence rule, without DTSTART */
                                    rrule: string;
                                    /** @description IANA time zone in which the rule is read */
                                    timeZone: string;
                                } | null;
                                reminders: {
                                    minutesBefore: number;
                                    /** @description null while the task has no due date */
                                    remindAt: string | null;
                                    /** @enum {string} */
                                    status: "requested" | "scheduled" | "fired" | "cancelled";
                                }[];
                                /**
                                 * Format: date-time
                                 * @description What reminders count back from, where it is not dueAt
                                 */
                                remindFrom?: string;
                                /**
                                 * Format: date-time
                                 * @description When the owner wants to be reminded once more, or was
                                 */
                                snoozedUntil?: string;
                                /** @enum {string} */
                                status: "open" | "completed";
                                tags: string[];
                                title: string;
                                /**
                                 * Format: date-time
                                 * @description UTC instant, ISO 8601
                                 */
                                updatedAt: string;
                                /** @description Counts the changes of this task, from 1 */
                                version: number;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Create a task */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeated request create one task only */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        checklist?: {
                            /** @default false */
                            done?: boolean;
                            /**
                             * Format: uuid
                             * @description Of an item that is there already; a new one gets an id
                             */
                            id?: string;
                            text: string;
                        }[];
                        description?: string | null;
                        dueAt?: string | null;
                        dueOn?: {
                            /**
                             * Format: date
                             * @description As 2026-12-24
                             */
                            date: string;
                            /** @description IANA time zone in which the rule is read */
                            timeZone: string;
                        } | null;
                        /** @description null: your default list */
                        listId?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "low" | "medium" | "high";
                        recurrence?: {
                            /**
                             * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                             * @enum {string}
                             */
                            catchUp?: "all" | "next";
                            /**
                             * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                             * @enum {string}
                             */
                            from?: "schedule" | "completion";
                            /** @description RFC 5545 recurrence rule that repeats daily or slower, without DTSTART. The due date is DTSTART: it counts as the first occurrence, also when the rule does not give it. UNTIL is in UTC. A rule with BYHOUR needs no due date. */
                            rrule: string;
                            /** @description IANA time zone in which the rule is read */
                            timeZone: string;
                        } | null;
                        reminders?: {
                            minutesBefore: number;
                        }[];
                        tags?: string[];
                        title: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        /** @description Path of what is new */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The Idempotency-Key stands for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a task */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you have; 304 while it is the same */
                    "if-none-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description You have it already */
                304: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a task; a series ends with it, its history stays, and it can be restored */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is deleted */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a task */
        patch: {
            parameters: {
                query?: {
                    /** @description Whether another due date of a recurring task is that of this occurrence only, or moves all that follow. A changed recurrence, and whether it is of whole days, is always that of all that follow. Default: this, for a due date */
                    scope?: "this" | "following";
                };
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        checklist?: {
                            /** @default false */
                            done?: boolean;
                            /**
                             * Format: uuid
                             * @description Of an item that is there already; a new one gets an id
                             */
                            id?: string;
                            text: string;
                        }[];
                        description?: string | null;
                        dueAt?: string | null;
                        dueOn?: {
                            /**
                             * Format: date
                             * @description As 2026-12-24
                             */
                            date: string;
                            /** @description IANA time zone in which the rule is read */
                            timeZone: string;
                        } | null;
                        /** @description null: your default list */
                        listId?: string | null;
                        /** @enum {string} */
                        priority?: "low" | "medium" | "high";
                        recurrence?: {
                            /**
                             * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                             * @enum {string}
                             */
                            catchUp?: "all" | "next";
                            /**
                             * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                             * @enum {string}
                             */
                            from?: "schedule" | "completion";
                            /** @description RFC 5545 recurrence rule that repeats daily or slower, without DTSTART. The due date is DTSTART: it counts as the first occurrence, also when the rule does not give it. UNTIL is in UTC. A rule with BYHOUR needs no due date. */
                            rrule: string;
                            /** @description IANA time zone in which the rule is read */
                            timeZone: string;
                        } | null;
                        reminders?: {
                            minutesBefore: number;
                        }[];
                        tags?: string[];
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/tasks/{id}/checklist/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Tick or change one item of a checklist
         * @description PATCH of the task takes the whole checklist: to add, remove or reorder items.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                    itemId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        done?: boolean;
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/tasks/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a task; the next occurrence of a recurring one is created
         * @description Completing a task a second time changes nothing.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/dates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next due dates of a task, as if it had another due date or rule */
        get: {
            parameters: {
                query?: {
                    /** @description Default: the due date that the task has */
                    dueAt?: string;
                    /** @description A whole day, which needs timeZone */
                    dueOn?: string;
                    /** @description Another rule, which needs timeZone */
                    rrule?: string;
                    /** @description Whether another due date of a recurring task is that of this occurrence only, or moves all that follow. A changed recurrence, and whether it is of whole days, is always that of all that follow. Default: this, for a due date */
                    scope?: "this" | "following";
                    /** @description IANA time zone in which the rule is read */
                    timeZone?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Up to three, if each is completed when it is due */
                            dates: string[];
                            /** @description What clock changes and missing days do to the dates */
                            notes: {
                                /**
                                 * @description What is said, for programs; a release may add some
                                 * @enum {string}
                                 */
                                code: "MONTHS_WITHOUT_DAY" | "YEARS_WITHOUT_29_FEBRUARY" | "MONTHS_WITHOUT_FIFTH" | "YEARS_WITHOUT_FIFTH" | "EVERY_OTHER_WEEK" | "TIME_LEFT_OUT" | "TIME_TWICE" | "CLOCKS_CHANGE" | "NO_TASK" | "CANCELLED" | "SINGLE_DATES_LEFT_OUT" | "SECTION_LEFT_OUT" | "SUBTASK_ALONE";
                                message: string;
                                values?: {
                                    [key: string]: string | number;
                                };
                            }[];
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened to a task, oldest first
         * @description A page ends early when its entries are large. An entry is written moments after its change. Until the first one is, the history of a task is empty, and that of a task which is deleted by then is not found (404): ask again.
         */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                actor: string;
                                after: {
                                    [key: string]: unknown;
                                } | null;
                                /** Format: date-time */
                                at: string;
                                before: {
                                    [key: string]: unknown;
                                } | null;
                                /** Format: uuid */
                                eventId: string;
                                /** @enum {string} */
                                type: "freehold.task.created.v1" | "freehold.task.updated.v1" | "freehold.task.completed.v1" | "freehold.task.reopened.v1" | "freehold.task.deleted.v1" | "freehold.task.restored.v1" | "freehold.list.created.v1" | "freehold.list.updated.v1" | "freehold.list.deleted.v1" | "freehold.reminder.scheduled.v1" | "freehold.reminder.cancelled.v1" | "freehold.reminder.due.v1" | "freehold.push.requested.v1" | "freehold.channel-test.requested.v1" | "freehold.address-code.requested.v1" | "freehold.task-update.changed.v1" | "freehold.task-update.removed.v1" | "freehold.list-update.changed.v1" | "freehold.list-update.removed.v1" | "freehold.task-update.notified.v1" | "freehold.task-update.read.v1" | "freehold.dead-letter.added.v1";
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a task before or after another in your own order (sort=manual)
         * @description Until they are moved, tasks are in the order newest first. Moving a task to where it is changes nothing. Rarely, tasks around a crowded place get a new position too, and keep their order.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description Id of the task below which it goes
                         */
                        after?: string;
                        /**
                         * Format: uuid
                         * @description Id of the task above which it goes
                         */
                        before?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/reminders/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind of a task once more, later
         * @description Reminds once more, at that time. A task has one such reminder: another snooze moves it, an edit leaves it, and completing or deleting the task withdraws it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description From now */
                        minutes?: number;
                        /** @description null: not any more */
                        until?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a completed task; its reminders are set again
         * @description The next occurrence of a recurring task is withdrawn, unless it was changed or completed. Reopening an open task changes nothing.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a deleted task, with the reminders that are still ahead
         * @description Possible for 30 days. Restoring a task that is not deleted changes nothing.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a task's fields back to what they were at a version, as a new change
         * @description Fields, reminders, recurrence and the place in a series, by the history; whether the task is done stays. Refused with 409: a completed task, and a version that is not in the history yet or any more.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip an occurrence: move a recurring task to its next date
         * @description The task, its reminders and its place in the series move. With recurrence.from=completion, the date is counted from today or from the due date, whichever is later. Refused with 409: a task that does not recur, that is completed, or whose rule has ended.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeated request skip one occurrence only */
                    "idempotency-key"?: string;
                    /** @description ETag of what you change, as "3"; 412 when somebody has changed it since */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        /** @description The version of it, for If-Match and If-None-Match, as "3" */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checklist: {
                                done: boolean;
                                /** Format: uuid */
                                id: string;
                                text: string;
                            }[];
                            completedAt: string | null;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            createdAt: string;
                            description: string | null;
                            dueAt: string | null;
                            /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                            dueOn?: {
                                /**
                                 * Format: date
                                 * @description As 2026-12-24
                                 */
                                date: string;
                                /** @description IANA time zone in which the day begins and ends */
                                timeZone: string;
                            };
                            /** Format: uuid */
                            id: string;
                            /** @description null: your default list */
                            listId: string | null;
                            occurrence: {
                                /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                localTime: string;
                                /** Format: uuid */
                                seriesId: string;
                                /** @description Local date and time of the first occurrence, without a zone */
                                seriesStart: string;
                            } | null;
                            ownerId: string;
                            /** @description Place in your own order (sort=manual): the greatest comes first */
                            position: string;
                            /** @enum {string} */
                            priority: "low" | "medium" | "high";
                            recurrence: {
                                /**
                                 * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                 * @enum {string}
                                 */
                                catchUp?: "all" | "next";
                                /**
                                 * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                 * @enum {string}
                                 */
                                from?: "schedule" | "completion";
                                /** @description RFC 5545 recurrence rule, without DTSTART */
                                rrule: string;
                                /** @description IANA time zone in which the rule is read */
                                timeZone: string;
                            } | null;
                            reminders: {
                                minutesBefore: number;
                                /** @description null while the task has no due date */
                                remindAt: string | null;
                                /** @enum {string} */
                                status: "requested" | "scheduled" | "fired" | "cancelled";
                            }[];
                            /**
                             * Format: date-time
                             * @description What reminders count back from, where it is not dueAt
                             */
                            remindFrom?: string;
                            /**
                             * Format: date-time
                             * @description When the owner wants to be reminded once more, or was
                             */
                            snoozedUntil?: string;
                            /** @enum {string} */
                            status: "open" | "completed";
                            tags: string[];
                            title: string;
                            /**
                             * Format: date-time
                             * @description UTC instant, ISO 8601
                             */
                            updatedAt: string;
                            /** @description Counts the changes of this task, from 1 */
                            version: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not in a state that allows this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not at the version that If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The Idempotency-Key stands for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete, reopen, delete, restore, tag or move many tasks, or change their priorities or due dates
         * @description Each task has an outcome and events of its own, and one that is refused takes no other with it. With an Idempotency-Key, a repeated request goes on where the first one ended.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeated request act on each task once only */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        act: "complete" | "reopen" | "delete" | "restore";
                        ids: string[];
                    } | {
                        /** @enum {string} */
                        act: "tag" | "untag";
                        ids: string[];
                        tags: string[];
                    } | {
                        /** @enum {string} */
                        act: "priority";
                        ids: string[];
                        /** @enum {string} */
                        priority: "low" | "medium" | "high";
                    } | {
                        /** @enum {string} */
                        act: "move";
                        ids: string[];
                        /** @description null: your default list */
                        listId: string | null;
                    } | {
                        /** @enum {string} */
                        act: "shiftDue";
                        /** @description Below zero: earlier */
                        days: number;
                        ids: string[];
                        /** @description IANA time zone in which the time of day stays */
                        timeZone: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description One for each task, in the order of the request */
                            outcomes: ({
                                /** Format: uuid */
                                id: string;
                                /** @enum {boolean} */
                                ok: true;
                                /** @description The task's version now; of a deleted task the one that it had */
                                version: number;
                            } | {
                                /** Format: uuid */
                                id: string;
                                /** @enum {boolean} */
                                ok: false;
                                problem: {
                                    /**
                                     * @description Why, for programs; a release may add some
                                     * @enum {string}
                                     */
                                    code: "INVALID_REQUEST" | "REQUEST_UNREADABLE" | "VALUE_NOT_STORABLE" | "INVALID_FILE" | "FILE_NOT_UTF8" | "FILE_TAKES_TOO_LONG" | "FILE_IN_WORK" | "FILE_TOO_LARGE" | "TOKEN_MISSING" | "TOKEN_INVALID" | "TOKEN_EXPIRED" | "SESSION_ENDED" | "NO_KEYS" | "OTHER_MACHINE" | "BEHIND_PROXY" | "FOREIGN_PAGE" | "OPERATORS_ONLY" | "READ_ONLY_TOKEN" | "SIGN_IN_NEEDED" | "PASSKEY_REFUSED" | "SIGN_IN_OVER" | "NOT_ADMITTED" | "NOT_FOUND" | "INVITE_GONE" | "NO_PROVIDER" | "CALENDAR_UNKNOWN" | "ROUTE_UNKNOWN" | "METHOD_NOT_ALLOWED" | "TASK_COMPLETED" | "TASK_DELETED" | "TASK_NOT_DUE" | "TASK_NOT_RECURRING" | "PLACE_CROWDED" | "OCCURRENCE_TAKEN" | "NEXT_DATE_TAKEN" | "RULE_ENDED" | "RULE_BROKEN" | "VERSION_NOT_TOLD" | "LIST_NOT_EMPTY" | "PUSH_OFF" | "TESTED_JUST_NOW" | "CODE_SENT_JUST_NOW" | "SESSION_MISSING" | "PASSKEY_KNOWN" | "LAST_PASSKEY" | "PASSKEYS_NEED_NAME" | "PASSKEYS_NEED_PUBLIC_URL" | "PROVIDER_NEEDS_PUBLIC_URL" | "TOO_MANY_PASSKEYS" | "TOO_MANY_TOKENS" | "TOO_MANY_BROWSERS" | "TOO_MANY_FEEDS" | "LETTER_DISCARDED" | "LETTER_REPLAYED" | "LETTER_NO_EVENT" | "LETTER_TOO_OLD" | "CHANGED_MEANWHILE" | "BODY_TOO_LARGE" | "UNSUPPORTED_TYPE" | "KEY_USED_BEFORE" | "UPGRADE_REQUIRED" | "TOO_MANY_TASKS" | "TOO_MANY_CHANGES" | "TOO_MUCH_HISTORY" | "TOO_MANY_LISTS" | "FILE_MAKES_TOO_MANY_TASKS" | "FILE_MAKES_TOO_MANY_CHANGES" | "FILE_TAKES_TOO_MUCH_HISTORY" | "FILE_MAKES_TOO_MANY_LISTS" | "TOO_MANY_UNKNOWN_TOKENS" | "TOO_MANY_SIGN_INS" | "CALENDAR_READ_TOO_OFTEN" | "INTERNAL_ERROR" | "DATABASE_UNAVAILABLE" | "KEYS_UNAVAILABLE" | "PROVIDER_UNAVAILABLE" | "PROMETHEUS_UNAVAILABLE";
                                    /** @description Why, in English */
                                    detail?: string;
                                    errors?: {
                                        /**
                                         * @description What is wrong, for programs
                                         * @enum {string}
                                         */
                                        code: "MISSING" | "EMPTY" | "NOT_VALID" | "UNKNOWN_FIELD" | "WRONG_TYPE" | "NOT_ONE_OF" | "WRONG_FORMAT" | "NOT_A_TIME" | "TOO_LONG" | "TOO_SHORT" | "TOO_MANY" | "TOO_FEW" | "TOO_GREAT" | "TOO_SMALL" | "NOT_STORABLE" | "NOT_ONE_LINE" | "NOT_VISIBLE" | "NOTHING_TO_CHANGE" | "NOT_A_COLOUR" | "NOT_A_LOCAL_TIME" | "SAME_TIME" | "IN_THE_PAST" | "TOO_LATE" | "YEAR_OUT_OF_REACH" | "TIME_ZONE_UNKNOWN" | "NOT_NEEDED_TOGETHER" | "NOT_THE_ACCOUNT" | "LIST_UNKNOWN" | "TASK_UNKNOWN" | "TASK_ITSELF" | "ITEM_TWICE" | "CURSOR_UNKNOWN" | "VERSION_UNKNOWN" | "HEADER_MALFORMED" | "ADDRESS_REFUSED" | "WRONG_CODE" | "NO_CONDITION" | "NO_TITLE" | "DUE_TWICE" | "DUE_NEEDED" | "OTHER_ZONE" | "SCOPE_IS_FOLLOWING" | "RULE_MALFORMED" | "RULE_PART_REFUSED" | "RULE_NEEDS_TIME" | "RULE_TOO_LONG" | "RULE_ENDS_TOO_EARLY" | "RULE_WITHOUT_DATE" | "RULE_NOT_MOVABLE" | "NO_FILE" | "FILE_MALFORMED" | "FILE_WITHOUT_TASKS" | "COLUMNS_MISSING" | "UNREADABLE" | "DATE_UNREADABLE" | "TASK_TWICE";
                                        field: string;
                                        /** @description Of a file */
                                        line?: number;
                                        message: string;
                                        values?: {
                                            [key: string]: string | number;
                                        };
                                    }[];
                                    /** @description The quota that is used up */
                                    quota?: {
                                        limit: number;
                                        name: string;
                                        resetsAt: string | null;
                                    };
                                    status: number;
                                    title: string;
                                    type: string;
                                    /** @description What words by the code need */
                                    values?: {
                                        [key: string]: string | number;
                                    };
                                };
                            })[];
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large, or the event that it would cause */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of a type that the route takes */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The Idempotency-Key stands for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your deleted tasks, last deleted first
         * @description Each can be restored for 30 days.
         */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description In the order of the owner */
                                checklist?: {
                                    done: boolean;
                                    /** Format: uuid */
                                    id: string;
                                    text: string;
                                }[];
                                completedAt: string | null;
                                /**
                                 * Format: date-time
                                 * @description UTC instant, ISO 8601
                                 */
                                createdAt: string;
                                /** Format: date-time */
                                deletedAt: string;
                                /** @description The user who deleted it */
                                deletedBy: string;
                                description: string | null;
                                dueAt: string | null;
                                /** @description The day on which the task is due, for one that is due on a whole day: dueAt is its last second */
                                dueOn?: {
                                    /**
                                     * Format: date
                                     * @description As 2026-12-24
                                     */
                                    date: string;
                                    /** @description IANA time zone in which the day begins and ends */
                                    timeZone: string;
                                };
                                /** Format: uuid */
                                id: string;
                                /** @description null: the owner's default list */
                                listId?: string | null;
                                occurrence: {
                                    /** @description Local date and time that the rule gave for this occurrence, without a zone */
                                    localTime: string;
                                    /** Format: uuid */
                                    seriesId: string;
                                    /** @description Local date and time of the first occurrence, without a zone */
                                    seriesStart: string;
                                } | null;
                                ownerId: string;
                                /** @description Place in the owner's own order, in hexadecimal: the greatest comes first */
                                position?: string;
                                /** @enum {string} */
                                priority: "low" | "medium" | "high";
                                recurrence: {
                                    /**
                                     * @description Whether missed occurrences follow one by one, or only the next in the future. Default: all
                                     * @enum {string}
                                     */
                                    catchUp?: "all" | "next";
                                    /**
                                     * @description Whether the next occurrence is counted from the due date or from the completion. Default: schedule
                                     * @enum {string}
                                     */
                                    from?: "schedule" | "completion";
                                    /** @description RFC 5545 recurrence rule, without DTSTART */
                                    rrule: string;
                                    /** @description IANA time zone in which the rule is read */
                                    timeZone: string;
                                } | null;
                                reminders: {
                                    minutesBefore: number;
                                }[];
                                /**
                                 * Format: date-time
                                 * @description What reminders count back from, where it is not dueAt
                                 */
                                remindFrom?: string;
                                /**
                                 * Format: date-time
                                 * @description After this it can't be restored
                                 */
                                restorableUntil: string;
                                /**
                                 * Format: date-time
                                 * @description When the owner wants to be reminded once more, or was
                                 */
                                snoozedUntil?: string;
                                /** @enum {string} */
                                status: "open" | "completed";
                                tags: string[];
                                title: string;
                                /**
                                 * Format: date-time
                                 * @description UTC instant, ISO 8601
                                 */
                                updatedAt: string;
                                /** @description Counts the changes of this task, from 1 */
                                version: number;
                            }[];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count your open tasks by view, list and tag
         * @description Days are those of timeZone: what is due today is overdue from midnight on.
         */
        get: {
            parameters: {
                query: {
                    /** @description IANA time zone in which views have their days */
                    timeZone: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description For operators: whether there are dead letters, of any owner */
                            deadLetters?: boolean;
                            /** @description Your default list, then the others in their order */
                            lists: {
                                /** @description As #1a7f37 */
                                colour?: string | null;
                                /** @description null: your default list, which has no name */
                                listId: string | null;
                                name?: string;
                                /** @description Open tasks, counted up to mostCounted */
                                open: number;
                                /** @description Lists with smaller numbers come first; the mean of two is between them */
                                order?: number;
                                /** @description Counts the changes of this list, from 1 */
                                version?: number;
                            }[];
                            /** @description A count of this many means this many or more */
                            mostCounted: number;
                            /** @description Open tasks, counted up to mostCounted */
                            noDate: number;
                            /** @description Open tasks, counted up to mostCounted */
                            overdue: number;
                            /** @description The most frequent tags of the mostCounted open tasks that are due soonest */
                            tags: {
                                /** @description Open tasks, counted up to mostCounted */
                                open: number;
                                tag: string;
                            }[];
                            /** @description Open tasks, counted up to mostCounted */
                            today: number;
                            /** @description Open tasks, counted up to mostCounted */
                            upcoming: number;
                        };
                    };
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a calendar feed: your open tasks with a due date */
        get: {
            parameters: {
                query?: never;
                header?: {
                    "if-none-match"?: string;
                };
                path: {
                    /** @description Token of the feed, and .ics */
                    file: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description iCalendar */
                200: {
                    headers: {
                        /** @description For If-None-Match; it changes when the calendar does */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "text/calendar": string;
                    };
                };
                /** @description You have it already */
                304: {
                    headers: {
                        /** @description For If-None-Match; it changes when the calendar does */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request is not valid; errors names each field */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no valid bearer token and no session */
                401: {
                    headers: {
                        /** @description How to sign in: Bearer */
                        "WWW-Authenticate"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The token lacks the role or the scope that this needs, or another web page sent the request */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing, or it is not yours */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The path is too long */
                414: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A quota is used up, or too many tries or unknown tokens came from your address; Retry-After says when to try again */
                429: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The database or the keys that tokens are checked with can't be reached; Retry-After says when to try again */
                503: {
                    headers: {
                        /** @description Seconds */
                        "Retry-After"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /**
             * @description Why, for programs; a release may add some
             * @enum {string}
             */
            code: "INVALID_REQUEST" | "REQUEST_UNREADABLE" | "VALUE_NOT_STORABLE" | "INVALID_FILE" | "FILE_NOT_UTF8" | "FILE_TAKES_TOO_LONG" | "FILE_IN_WORK" | "FILE_TOO_LARGE" | "TOKEN_MISSING" | "TOKEN_INVALID" | "TOKEN_EXPIRED" | "SESSION_ENDED" | "NO_KEYS" | "OTHER_MACHINE" | "BEHIND_PROXY" | "FOREIGN_PAGE" | "OPERATORS_ONLY" | "READ_ONLY_TOKEN" | "SIGN_IN_NEEDED" | "PASSKEY_REFUSED" | "SIGN_IN_OVER" | "NOT_ADMITTED" | "NOT_FOUND" | "INVITE_GONE" | "NO_PROVIDER" | "CALENDAR_UNKNOWN" | "ROUTE_UNKNOWN" | "METHOD_NOT_ALLOWED" | "TASK_COMPLETED" | "TASK_DELETED" | "TASK_NOT_DUE" | "TASK_NOT_RECURRING" | "PLACE_CROWDED" | "OCCURRENCE_TAKEN" | "NEXT_DATE_TAKEN" | "RULE_ENDED" | "RULE_BROKEN" | "VERSION_NOT_TOLD" | "LIST_NOT_EMPTY" | "PUSH_OFF" | "TESTED_JUST_NOW" | "CODE_SENT_JUST_NOW" | "SESSION_MISSING" | "PASSKEY_KNOWN" | "LAST_PASSKEY" | "PASSKEYS_NEED_NAME" | "PASSKEYS_NEED_PUBLIC_URL" | "PROVIDER_NEEDS_PUBLIC_URL" | "TOO_MANY_PASSKEYS" | "TOO_MANY_TOKENS" | "TOO_MANY_BROWSERS" | "TOO_MANY_FEEDS" | "LETTER_DISCARDED" | "LETTER_REPLAYED" | "LETTER_NO_EVENT" | "LETTER_TOO_OLD" | "CHANGED_MEANWHILE" | "BODY_TOO_LARGE" | "UNSUPPORTED_TYPE" | "KEY_USED_BEFORE" | "UPGRADE_REQUIRED" | "TOO_MANY_TASKS" | "TOO_MANY_CHANGES" | "TOO_MUCH_HISTORY" | "TOO_MANY_LISTS" | "FILE_MAKES_TOO_MANY_TASKS" | "FILE_MAKES_TOO_MANY_CHANGES" | "FILE_TAKES_TOO_MUCH_HISTORY" | "FILE_MAKES_TOO_MANY_LISTS" | "TOO_MANY_UNKNOWN_TOKENS" | "TOO_MANY_SIGN_INS" | "CALENDAR_READ_TOO_OFTEN" | "INTERNAL_ERROR" | "DATABASE_UNAVAILABLE" | "KEYS_UNAVAILABLE" | "PROVIDER_UNAVAILABLE" | "PROMETHEUS_UNAVAILABLE";
            /** @description Why, in English */
            detail?: string;
            errors?: {
                /**
                 * @description What is wrong, for programs
                 * @enum {string}
                 */
                code: "MISSING" | "EMPTY" | "NOT_VALID" | "UNKNOWN_FIELD" | "WRONG_TYPE" | "NOT_ONE_OF" | "WRONG_FORMAT" | "NOT_A_TIME" | "TOO_LONG" | "TOO_SHORT" | "TOO_MANY" | "TOO_FEW" | "TOO_GREAT" | "TOO_SMALL" | "NOT_STORABLE" | "NOT_ONE_LINE" | "NOT_VISIBLE" | "NOTHING_TO_CHANGE" | "NOT_A_COLOUR" | "NOT_A_LOCAL_TIME" | "SAME_TIME" | "IN_THE_PAST" | "TOO_LATE" | "YEAR_OUT_OF_REACH" | "TIME_ZONE_UNKNOWN" | "NOT_NEEDED_TOGETHER" | "NOT_THE_ACCOUNT" | "LIST_UNKNOWN" | "TASK_UNKNOWN" | "TASK_ITSELF" | "ITEM_TWICE" | "CURSOR_UNKNOWN" | "VERSION_UNKNOWN" | "HEADER_MALFORMED" | "ADDRESS_REFUSED" | "WRONG_CODE" | "NO_CONDITION" | "NO_TITLE" | "DUE_TWICE" | "DUE_NEEDED" | "OTHER_ZONE" | "SCOPE_IS_FOLLOWING" | "RULE_MALFORMED" | "RULE_PART_REFUSED" | "RULE_NEEDS_TIME" | "RULE_TOO_LONG" | "RULE_ENDS_TOO_EARLY" | "RULE_WITHOUT_DATE" | "RULE_NOT_MOVABLE" | "NO_FILE" | "FILE_MALFORMED" | "FILE_WITHOUT_TASKS" | "COLUMNS_MISSING" | "UNREADABLE" | "DATE_UNREADABLE" | "TASK_TWICE";
                field: string;
                /** @description Of a file */
                line?: number;
                message: string;
                values?: {
                    [key: string]: string | number;
                };
            }[];
            /** @description The quota that is used up */
            quota?: {
                limit: number;
                name: string;
                resetsAt: string | null;
            };
            status: number;
            title: string;
            type: string;
            /** @description What words by the code need */
            values?: {
                [key: string]: string | number;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

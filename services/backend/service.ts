import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { Service } from "../runtime/host/service";
import { accountRoute } from "./account-route";
import { bulkRoute } from "./bulk/route";
import { calendarFeedRoutes } from "./calendar-feed-routes";
import { calendarRoute } from "./calendar-route";
import { checklistRoute } from "./checklist-route";
import { datesRoute } from "./dates-route";
import { deadLetterBatchRoutes } from "./dead-letter-batch-routes";
import { deadLetterRoutes } from "./dead-letter-routes";
import { definition } from "./definition";
import { deletedTaskRoutes } from "./deleted-task-routes";
import { eventRoutes } from "./event-routes";
import { exportRoute } from "./export-route";
import { historyRoutes } from "./history-routes";
import { importRoute } from "./import-route";
import { inviteRoutes } from "./invite-routes";
import { listRoutes } from "./list-routes";
import { moveRoute } from "./move-route";
import { notificationPreferenceRoutes } from "./notification-preference-routes";
import { notificationReadRoutes } from "./notification-read-routes";
import { notificationRoutes } from "./notification-routes";
import { oidcRoutes } from "./oidc-routes";
import { openapi } from "./openapi";
import { opsRoutes } from "./ops-routes";
import { ownAddressRoutes } from "./own-address-routes";
import { passkeyRoutes } from "./passkey-routes";
import { personalTokenRoutes } from "./personal-token-routes";
import { pushRoutes } from "./push/routes";
import { quickAddRoute } from "./quick-add-route";
import { reopenRoute } from "./reopen-route";
import { revertRoute } from "./revert-route";
import { sessionRoutes } from "./session-routes";
import { admission } from "./sign-in/admission";
import { signInRoutes } from "./sign-in-routes";
import { skipRoute } from "./skip-route";
import { snoozeRoutes } from "./snooze-routes";
import { taskRoutes } from "./task-routes";
import { viewsRoute } from "./views-route";

/** The API: tasks, lists, their history, notifications, events and dead letters; described by OpenAPI at /api/docs. */
export const service: Service<typeof definition.settings> = {
  definition,
  create: async (context) => {
    await context.http.register(swagger, openapi);
    await context.http.register(swaggerUi, {
      routePrefix: "/api/docs",
      // Without the bar on top, which shows the library's logo and would load any other document.
      uiConfig: { layout: "BaseLayout" },
      theme: { title: "Freehold API" },
    });
    taskRoutes(context.http, context);
    quickAddRoute(context.http, context);
    reopenRoute(context.http, context);
    revertRoute(context.http, context);
    skipRoute(context.http, context);
    datesRoute(context.http, context);
    bulkRoute(context.http, context);
    deletedTaskRoutes(context.http, context);
    snoozeRoutes(context.http, context);
    checklistRoute(context.http, context);
    moveRoute(context.http, context);
    listRoutes(context.http, context);
    viewsRoute(context.http, context);
    exportRoute(context.http, context);
    await importRoute(context.http, context);
    accountRoute(context.http, context);
    calendarFeedRoutes(context.http, context);
    calendarRoute(context.http, context);
    const admit = admission(context.settings.publicUrl);
    signInRoutes(context.http, context, admit);
    oidcRoutes(context.http, context, admit);
    inviteRoutes(context.http, context, admit);
    passkeyRoutes(context.http, context);
    sessionRoutes(context.http, context);
    personalTokenRoutes(context.http, context);
    historyRoutes(context.http, context);
    notificationPreferenceRoutes(context.http, context);
    ownAddressRoutes(context.http, context);
    notificationReadRoutes(context.http, context);
    notificationRoutes(context.http, context);
    pushRoutes(context.http, context);
    deadLetterRoutes(context.http, context);
    deadLetterBatchRoutes(context.http, context);
    eventRoutes(context.http, context);
    return opsRoutes(context.http, context);
  },
};

import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { Service } from "../runtime/host/service";
import { accountRoute } from "./account-route";
import { calendarFeedRoutes } from "./calendar-feed-routes";
import { calendarRoute } from "./calendar-route";
import { deadLetterBatchRoutes } from "./dead-letter-batch-routes";
import { deadLetterRoutes } from "./dead-letter-routes";
import { definition } from "./definition";
import { eventRoutes } from "./event-routes";
import { exportRoute } from "./export-route";
import { historyRoutes } from "./history-routes";
import { importRoute } from "./import-route";
import { notificationRoutes } from "./notification-routes";
import { openapi } from "./openapi";
import { quickAddRoute } from "./quick-add-route";
import { reopenRoute } from "./reopen-route";
import { skipRoute } from "./skip-route";
import { taskRoutes } from "./task-routes";

/** The API: tasks, their history, notifications, events and dead letters; described by OpenAPI at /api/docs. */
export const service: Service = {
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
    skipRoute(context.http, context);
    exportRoute(context.http, context);
    await importRoute(context.http, context);
    accountRoute(context.http, context);
    calendarFeedRoutes(context.http, context);
    calendarRoute(context.http, context);
    historyRoutes(context.http, context);
    notificationRoutes(context.http, context);
    deadLetterRoutes(context.http, context);
    deadLetterBatchRoutes(context.http, context);
    eventRoutes(context.http, context);
    return {};
  },
};

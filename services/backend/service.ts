import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import type { Service } from "../runtime/service";
import { deadLetterRoutes } from "./dead-letter-routes";
import { historyRoutes } from "./history-routes";
import { needs } from "./needs";
import { notificationRoutes } from "./notification-routes";
import { taskRoutes } from "./task-routes";

/** The API: tasks, their history, notifications, and the dead letters; described by OpenAPI at /api/docs. */
export const service: Service = {
  needs,
  create: async (context) => {
    await context.http.register(swagger, {
      openapi: {
        info: {
          title: "Freehold",
          version: "1",
          description: "Tasks, their history, notifications, and the dead letters.",
        },
        components: { securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } } },
        security: [{ bearer: [] }],
      },
      transform: jsonSchemaTransform,
    });
    await context.http.register(swaggerUi, {
      routePrefix: "/api/docs",
      // Without the bar on top, which shows the library's logo and would load any other document.
      uiConfig: { layout: "BaseLayout" },
      theme: { title: "Freehold API" },
    });
    taskRoutes(context.http, context);
    historyRoutes(context.http, context);
    notificationRoutes(context.http, context);
    deadLetterRoutes(context.http, context);
    return {};
  },
};

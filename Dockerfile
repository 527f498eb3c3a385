# The image with all services and jobs: node dist/…, and nothing else. Both base images are given by digest, from pins.json:
#
#   docker buildx build --platform linux/arm64,linux/amd64 $(npx tsx scripts/image-arguments.ts | sed 's/^/--build-arg /') .
ARG NODE_IMAGE
ARG RUNTIME_IMAGE

# JavaScript is the same on every platform, so that it is built once, on the machine's own.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY packages/client/package.json packages/client/package.json
COPY packages/provider-oci/package.json packages/provider-oci/package.json
COPY services/frontend/web/package.json services/frontend/web/package.json
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts scripts
COPY services services
RUN npm run build

FROM ${RUNTIME_IMAGE}
WORKDIR /app
COPY --from=build /src/dist ./
# The source maps are there for NODE_OPTIONS=--enable-source-maps; with it, each process takes some 20 MB more.
ENV NODE_ENV=production
# The image's own user "nonroot", by number, so that Kubernetes can tell that it is not root.
USER 65532:65532
EXPOSE 8080
# The entry point is node; the argument says what runs, such as services/backend/main.js or scripts/migrate.js.
CMD ["--version"]

import { QueryClient } from "@tanstack/react-query";

/** What was read of the API. Updates say when to read again; a timer or a focus would wake a sleeping database. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: "always",
    },
  },
});

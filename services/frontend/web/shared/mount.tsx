import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { language } from "../messages/language";
import { queryClient } from "./query-client";

/** Shows an entry of the page in the element that its index.html keeps for it. */
export function mount(page: ReactNode): void {
  const root = document.querySelector("#root");
  if (!root) throw new Error("index.html has no #root");
  document.documentElement.lang = language;
  createRoot(root).render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>);
}

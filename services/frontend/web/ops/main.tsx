import { createRoot } from "react-dom/client";
import { askWhenUnauthorized } from "../shared/sign-in-state";
import { OpsPage } from "./ops-page";

askWhenUnauthorized(() => {});
const root = document.querySelector("#ops");
if (!root) throw new Error("index.html lacks #ops");
createRoot(root).render(<OpsPage />);

import { createRoot } from "react-dom/client";
import { OpsPage } from "./ops-page";

const root = document.querySelector("#ops");
if (!root) throw new Error("index.html lacks #ops");
createRoot(root).render(<OpsPage />);

import { createRoot } from "react-dom/client";
import { language } from "../messages/language";
import { askWhenUnauthorized } from "../shared/sign-in-state";
import { w } from "./messages/words";
import { OpsPage } from "./ops-page";

askWhenUnauthorized(() => {});
document.documentElement.lang = language;
document.title = w.title;
const root = document.querySelector("#ops");
if (!root) throw new Error("index.html lacks #ops");
createRoot(root).render(<OpsPage />);
